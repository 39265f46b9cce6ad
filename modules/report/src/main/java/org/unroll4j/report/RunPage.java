package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.unroll4j.report.page.Answer;
import org.unroll4j.report.page.Page;
import org.unroll4j.report.page.Section;
import org.unroll4j.report.page.Tile;

/** The page of one run, the answer first. */
final class RunPage {

  private RunPage() {}

  static Page of(Run run) {
    return switch (run.study()) {
      case SESSION ->
          page(run, new RunAnswer(run).answer(), new KeyFigures(run).tiles(), session(run));
      case DEMAND ->
          page(run, new DemandAnswer(run).answer(), new DemandFigures(run).tiles(), demand(run));
    };
  }

  private static Page page(Run run, Answer answer, List<Tile> tiles, List<Section> sections) {
    JsonNode json = run.json();
    String heading = Values.text(json, "title");
    return new Page(
        run.name() + " · " + Names.model(run),
        eyebrow(run),
        heading.isBlank() ? question(run) : heading,
        answer,
        tiles,
        Values.elements(json, "notes").stream()
            .map(JsonNode::asText)
            .filter(note -> !note.isBlank())
            .toList(),
        sections,
        footer());
  }

  private static String question(Run run) {
    return switch (run.study()) {
      case SESSION -> Names.capital(Names.target(run.json()));
      case DEMAND -> "What comes in %s?".formatted(new Task(run.json()).ahead());
    };
  }

  private static List<Section> session(Run run) {
    return List.of(
        new BaselineSection(run).section(),
        new EarlySection(run).section(),
        new SessionSection(run).section(),
        new RankingSection(run).section(),
        new CalibrationSection(run).section(),
        new LearningSection(run).section(),
        new DataSection(run).section(),
        new RecordSection(run).section());
  }

  private static List<Section> demand(Run run) {
    return List.of(
        new ScoreSection(run).section(),
        new FanSection(run).section(),
        new ErrorSection(run).section(),
        new IntervalSection(run).section(),
        new AttentionSection(run).section(),
        new AnomalySection(run).section(),
        new BacktestSection(run).section(),
        new LearningSection(run).section(),
        new DataSection(run).section(),
        new RecordSection(run).section());
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
