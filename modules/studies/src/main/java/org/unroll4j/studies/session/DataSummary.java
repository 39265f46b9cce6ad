package org.unroll4j.studies.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.unroll4j.data.events.CodedColumn;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.events.Session;
import org.unroll4j.data.labels.LabelCounts;
import org.unroll4j.data.labels.LabelledSequence;
import org.unroll4j.data.split.Parts;

/**
 * Describes an event file for result.json.
 *
 * @param table all events
 * @param file where they came from
 * @param perEvent whether every event asks for a label, or the last one of a session only
 */
record DataSummary(EventTable table, Path file, boolean perEvent) {

  private static final int MOST_TYPES = 50;
  private static final int[] LENGTHS = {1, 2, 3, 5, 8, 12, 20, 30, 50, 100};

  /** The data of a study with its three parts. */
  Map<String, Object> of(Parts parts) {
    Map<String, Object> splits = new LinkedHashMap<>();
    splits.put("train", part(parts.train()));
    splits.put("validation", part(parts.validation()));
    splits.put("test", part(parts.test()));
    return with(splits);
  }

  /** Data that is one test part. */
  Map<String, Object> of(List<LabelledSequence> test) {
    return with(Map.of("test", part(test)));
  }

  private Map<String, Object> with(Map<String, Object> splits) {
    Map<String, Object> json = json();
    json.put("splits", splits);
    return json;
  }

  private Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", file.getFileName().toString());
    json.put("sha256", table.report().sha256());
    json.put("rows", table.report().dataRows());
    json.put("malformedRows", table.report().malformedRows());
    json.put("duplicateRows", table.report().duplicateRows());
    json.put("events", table.rows());
    json.put("sessions", table.sessions().size());
    json.put("users", table.userCount());
    json.put("from", Instant.ofEpochMilli(table.firstMillis()).toString());
    json.put("to", Instant.ofEpochMilli(table.lastMillis()).toString());
    card().ifPresent(card -> json.put("card", card));
    json.put("eventTypes", eventTypes());
    json.put("sessionLengths", sessionLengths());
    return json;
  }

  /** The name of the data card beside the file. */
  private Optional<String> card() {
    String name = file.getFileName().toString().replaceFirst("\\.csv(\\.gz)?$", "") + ".card.md";
    return Files.exists(file.resolveSibling(name)) ? Optional.of(name) : Optional.empty();
  }

  private List<Map<String, Object>> eventTypes() {
    CodedColumn types = table.types();
    long[] counts = new long[types.values().size()];
    for (int code : types.codes()) {
      counts[code]++;
    }
    List<Integer> order = new ArrayList<>();
    for (int code = 0; code < counts.length; code++) {
      order.add(code);
    }
    order.sort(Comparator.comparingLong(code -> -counts[code]));
    return order.stream()
        .limit(MOST_TYPES)
        .map(
            code -> Map.<String, Object>of("name", types.values().get(code), "count", counts[code]))
        .toList();
  }

  private List<Map<String, Object>> sessionLengths() {
    List<Map<String, Object>> bins = new ArrayList<>();
    for (int i = 0; i < LENGTHS.length; i++) {
      int from = LENGTHS[i];
      int to = i + 1 < LENGTHS.length ? LENGTHS[i + 1] - 1 : Integer.MAX_VALUE;
      long count =
          table.sessions().stream().filter(s -> s.events() >= from && s.events() <= to).count();
      if (count > 0) {
        bins.add(bin(from, to, count));
      }
    }
    return bins;
  }

  private Map<String, Object> bin(int from, int to, long count) {
    int longest = table.sessions().stream().mapToInt(Session::events).max().orElse(from);
    Map<String, Object> bin = new LinkedHashMap<>();
    bin.put("from", from);
    bin.put("to", Math.min(to, longest));
    bin.put("count", count);
    return bin;
  }

  private static int labelled(List<LabelledSequence> sequences) {
    return (int) sequences.stream().filter(LabelledSequence::hasLabel).count();
  }

  /** Counts of a part of the data. */
  private Map<String, Object> part(List<LabelledSequence> sequences) {
    LabelCounts counts = LabelCounts.of(sequences);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sessions", counts.sequences());
    json.put("events", counts.events());
    json.put("users", sequences.stream().map(s -> s.session().user()).distinct().count());
    json.put("predictions", counts.positives() + counts.negatives());
    json.put("positives", counts.positives());
    json.put("censored", perEvent ? counts.masked() : counts.sequences() - labelled(sequences));
    sequences.stream()
        .mapToLong(s -> table.timeMillis(s.from()))
        .min()
        .ifPresent(from -> json.put("from", Instant.ofEpochMilli(from).toString()));
    sequences.stream()
        .mapToLong(s -> table.timeMillis(s.to() - 1))
        .max()
        .ifPresent(to -> json.put("to", Instant.ofEpochMilli(to).toString()));
    return json;
  }
}
