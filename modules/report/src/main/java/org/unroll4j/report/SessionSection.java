package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Section;

/** Real sessions, drawn event by event. */
final class SessionSection {

  private final Run run;

  SessionSection(Run run) {
    this.run = run;
  }

  Section section() {
    List<JsonNode> sessions =
        Values.elements(run.json(), "sessions").stream()
            .filter(session -> !Values.elements(session, "events").isEmpty())
            .toList();
    SessionFigure figures =
        new SessionFigure(
            Names.target(run.json()),
            highest(sessions),
            RankingSection.positiveShare(run),
            Contender.model(run).name());
    List<Block> blocks = new ArrayList<>();
    for (JsonNode session : sessions) {
      blocks.add(figures.draw("session-" + (blocks.size() + 1), session));
    }
    return new Section("sessions", "A few sessions, event by event", intro(sessions), blocks);
  }

  private String intro(List<JsonNode> sessions) {
    StringBuilder intro =
        new StringBuilder("Sessions of the test part. The line is the probability of ")
            .append(Names.target(run.json()))
            .append(" as the model saw it after each event.");
    boolean labelled =
        sessions.stream()
            .flatMap(session -> Values.elements(session, "events").stream())
            .anyMatch(event -> event.has("label"));
    if (labelled) {
      intro.append(
          " Dots are filled where the purchase came in that time, hollow where it did not.");
    }
    if (sessions.stream().anyMatch(session -> !gates(session).isEmpty())) {
      intro.append(
          " The strip below shows how far the gates are open, as the mean over all hidden units: "
              + "0 is shut, 1 is open.");
    }
    return intro.toString();
  }

  /** The gates of a session, in the order of its first event that has any. */
  static List<String> gates(JsonNode session) {
    return Values.elements(session, "events").stream()
        .map(event -> Values.entries(event, "gates").stream().map(Map.Entry::getKey).toList())
        .filter(gates -> !gates.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /** The highest probability of all sessions, so that all are drawn on one scale. */
  private static double highest(List<JsonNode> sessions) {
    return sessions.stream()
        .flatMap(session -> Values.elements(session, "events").stream())
        .flatMap(
            event ->
                List.of(Values.number(event, "probability"), Values.number(event, "attainable"))
                    .stream())
        .flatMapToDouble(value -> value.stream())
        .max()
        .orElse(1);
  }
}
