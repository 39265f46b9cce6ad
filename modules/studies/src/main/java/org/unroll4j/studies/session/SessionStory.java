package org.unroll4j.studies.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.events.NumericColumn;
import org.unroll4j.data.labels.LabelledSequence;

/** A session event by event, with the probability and the gates, as result.json holds it. */
final class SessionStory {

  private static final double MILLIS_PER_MINUTE = 60_000;

  private final SessionModel model;
  private final MeasuredPart part;
  private final Optional<double[][]> exact;
  private final GateReader gates;

  SessionStory(SessionModel model, MeasuredPart part, Optional<double[][]> exact) {
    this.model = model;
    this.part = part;
    this.exact = exact;
    this.gates = new GateReader(model.config().model(), model.network());
  }

  Map<String, Object> json(int s, String why, String outcome) {
    LabelledSequence sequence = part.sequences().get(s);
    List<GateReader.Gates> perEvent = gates.read(model.encoder().encode(part.table(), sequence));
    List<Map<String, Object>> events = new ArrayList<>();
    for (int t = 0; t < sequence.length(); t++) {
      Map<String, Object> event = event(sequence, sequence.from() + t);
      put(event, "probability", part.probabilities()[s][t]);
      if (exact.isPresent()) {
        put(event, "attainable", exact.get()[s][t]);
      }
      if (sequence.labels()[t] != LabelledSequence.MASKED) {
        event.put("label", (int) sequence.labels()[t]);
      }
      if (!perEvent.isEmpty()) {
        event.put("gates", perEvent.get(t).means());
        event.put("stateNorm", perEvent.get(t).stateNorm());
      }
      events.add(event);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", sequence.session().id());
    json.put("user", sequence.session().user());
    json.put("why", why);
    json.put("outcome", outcome);
    endsWith(sequence).ifPresent(end -> json.put("end", end));
    json.put("events", events);
    return json;
  }

  /** The event before which the session was cut. */
  private Optional<Map<String, Object>> endsWith(LabelledSequence sequence) {
    return sequence.to() < sequence.session().to()
        ? Optional.of(event(sequence, sequence.to()))
        : Optional.empty();
  }

  private Map<String, Object> event(LabelledSequence sequence, int row) {
    EventTable table = part.table();
    long start = table.timeMillis(sequence.from());
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("time", Instant.ofEpochMilli(table.timeMillis(row)).toString());
    event.put("minutes", (table.timeMillis(row) - start) / MILLIS_PER_MINUTE);
    event.put("type", table.types().value(row));
    String detail = detail(table, row);
    if (!detail.isEmpty()) {
      event.put("detail", detail);
    }
    return event;
  }

  private static String detail(EventTable table, int row) {
    List<String> parts = new ArrayList<>();
    table
        .categorical()
        .forEach(
            column -> {
              if (!column.value(row).isEmpty()) {
                parts.add(column.name() + " " + column.value(row));
              }
            });
    for (NumericColumn column : table.numeric()) {
      if (!Double.isNaN(column.values()[row])) {
        parts.add(String.format(Locale.ROOT, "%s %.4g", column.name(), column.values()[row]));
      }
    }
    return String.join(", ", parts);
  }

  private static void put(Map<String, Object> event, String key, double value) {
    if (!Double.isNaN(value)) {
      event.put(key, value);
    }
  }
}
