package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.unroll4j.report.page.Page;

/** The page of one run, the answer first. */
final class RunPage {

  private RunPage() {}

  static Page of(Run run) {
    JsonNode json = run.json();
    String heading = Values.text(json, "title");
    return new Page(
        run.name() + " · " + Names.model(run),
        eyebrow(run),
        heading.isBlank() ? Names.capital(Names.target(json)) : heading,
        new RunAnswer(run).answer(),
        new KeyFigures(run).tiles(),
        Values.elements(json, "notes").stream()
            .map(JsonNode::asText)
            .filter(note -> !note.isBlank())
            .toList(),
        List.of(
            new BaselineSection(run).section(),
            new EarlySection(run).section(),
            new SessionSection(run).section(),
            new RankingSection(run).section(),
            new CalibrationSection(run).section(),
            new LearningSection(run).section(),
            new DataSection(run).section(),
            new RecordSection(run).section()),
        footer());
  }

  private static String eyebrow(Run run) {
    return Stream.of(
            run.name(),
            Names.model(run),
            Dates.minute(Values.text(run.json(), "provenance.createdAt")))
        .filter(part -> !part.isBlank())
        .collect(Collectors.joining(" · "));
  }

  static String footer() {
    return "Drawn by Unroll4J from the run's result.json, which holds every figure of this page.";
  }
}
