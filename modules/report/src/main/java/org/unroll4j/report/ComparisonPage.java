package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Code;
import org.unroll4j.report.page.Page;
import org.unroll4j.report.page.Section;
import org.unroll4j.report.page.Table;

/** Several runs side by side. */
final class ComparisonPage {

  private final List<Entrant> entrants;
  private final Study study;
  private final boolean comparable;

  /**
   * @throws IllegalArgumentException with one line, if the runs are of different kinds
   */
  ComparisonPage(List<Run> runs) {
    this.study = study(runs);
    this.entrants = Entrant.of(runs);
    this.comparable = entrants.stream().map(Entrant::ground).distinct().count() == 1;
  }

  private static Study study(List<Run> runs) {
    Run first = runs.get(0);
    for (Run run : runs) {
      if (run.study() != first.study()) {
        throw new IllegalArgumentException(
            "Report: %s is a run of kind '%s' and %s one of kind '%s'; expected runs of one kind, so draw a page for each."
                .formatted(first.file(), first.study().schema(), run.file(), run.study().schema()));
      }
    }
    return first.study();
  }

  Page page() {
    String labels = entrants.stream().map(Entrant::label).collect(Collectors.joining(", "));
    List<Section> sections = new ArrayList<>();
    sections.add(sideBySide());
    sections.addAll(new ComparisonCharts(entrants, rivals()).sections());
    sections.add(differences());
    return new Page(
        "Comparison: " + labels,
        "%d runs side by side".formatted(entrants.size()),
        heading(),
        new ComparisonAnswer(entrants, comparable).answer(),
        List.of(),
        notes(),
        sections,
        "Drawn by Unroll4J from the runs' result.json files, which hold every figure of this page.");
  }

  private String heading() {
    List<String> titles =
        entrants.stream().map(e -> Values.text(e.run().json(), "title")).distinct().toList();
    return titles.size() == 1 && !titles.get(0).isBlank() ? titles.get(0) : "Runs side by side";
  }

  /** Baselines and attainable; those of the first run, as all share them. */
  private List<Contender> rivals() {
    List<Contender> rivals = new ArrayList<>();
    if (comparable) {
      Run first = entrants.get(0).run();
      rivals.addAll(Contender.baselines(first));
      Contender.attainable(first).ifPresent(rivals::add);
    }
    return rivals;
  }

  private Section sideBySide() {
    List<Block> blocks = new ArrayList<>();
    switch (study) {
      case SESSION -> {
        blocks.addAll(dots(Metric.AUC, "0.5 is guessing, 1 is perfect; 95\u202f% intervals."));
        blocks.add(table("All metrics", Metric.SESSION));
      }
      case DEMAND -> {
        blocks.addAll(
            dots(Metric.WAPE, "Absolute errors as a share of all values. Lower is better."));
        blocks.addAll(
            dots(Metric.WQL, "Quantile losses as a share of all values. Lower is better."));
        blocks.add(table("Single forecasts", Metric.POINTS));
        blocks.add(table("Ranges", Metric.RANGES));
      }
    }
    blocks.add(new ComparisonTables(entrants).efforts());
    return new Section("side-by-side", "Side by side", "", blocks);
  }

  private List<Block> dots(Metric metric, String caption) {
    DotChart dots = new DotChart(metric);
    entrants.forEach(entrant -> dots.add(entrant.label(), entrant.contender()));
    rivals().forEach(rival -> dots.add(rival.name(), ComparisonCharts.muted(rival)));
    return dots.figure(metric.path() + "-dots", metric.title() + " on the test part", caption);
  }

  private Table table(String what, List<Metric> metrics) {
    List<Contender> runs = entrants.stream().map(Entrant::contender).toList();
    List<Contender> all = new ArrayList<>(runs);
    all.addAll(rivals());
    return Tables.metrics(
        what + " on the test part" + (comparable ? ", the best run in bold" : ""),
        metrics,
        all,
        comparable ? runs : List.of());
  }

  private Section differences() {
    List<Block> blocks = new ArrayList<>(new ComparisonTables(entrants).differences());
    for (Entrant entrant : entrants) {
      String configuration = Values.text(entrant.run().json(), "configuration");
      if (!configuration.isBlank()) {
        blocks.add(new Code("Configuration of " + entrant.label(), configuration));
      }
    }
    return new Section("differences", "What differs", "", blocks);
  }

  private List<String> notes() {
    Map<String, List<String>> runsByNote = new LinkedHashMap<>();
    for (Entrant entrant : entrants) {
      for (JsonNode note : Values.elements(entrant.run().json(), "notes")) {
        runsByNote.computeIfAbsent(note.asText(), n -> new ArrayList<>()).add(entrant.label());
      }
    }
    return runsByNote.entrySet().stream()
        .map(
            note ->
                note.getValue().size() == entrants.size()
                    ? note.getKey()
                    : String.join(", ", note.getValue()) + ": " + note.getKey())
        .toList();
  }
}
