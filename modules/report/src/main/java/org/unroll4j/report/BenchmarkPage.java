package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll4j.report.BenchmarkRecord.Measurement;
import org.unroll4j.report.page.Answer;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Facts;
import org.unroll4j.report.page.Page;
import org.unroll4j.report.page.Section;
import org.unroll4j.report.page.Table;
import org.unroll4j.report.page.Table.Cell;
import org.unroll4j.report.page.Table.Column;
import org.unroll4j.report.page.Tile;

/** The page of a benchmark. */
final class BenchmarkPage {

  private final BenchmarkRecord record;

  BenchmarkPage(JsonNode json) {
    this.record = new BenchmarkRecord(json);
  }

  Page page() {
    List<Section> sections = new ArrayList<>();
    sections.add(targets());
    sections.add(works());
    sections.add(new BenchmarkSweeps(record).section());
    sections.add(new BenchmarkProfile(record.json()).section());
    sections.add(new BenchmarkAttempts(record.json()).section());
    sections.add(new BenchmarkExtras(record).section());
    sections.add(absent());
    sections.add(machine());
    return new Page(
        "Benchmark",
        "Unroll4J against other frameworks",
        "How fast is a recurrent layer?",
        answer(),
        tiles(),
        List.of(),
        sections,
        "Drawn by Unroll4J from the benchmark's result.json, which holds every figure of this page.");
  }

  private Answer answer() {
    List<JsonNode> targets = Values.elements(record.json(), "targets");
    long reached = targets.stream().filter(target -> target.path("reached").asBoolean()).count();
    String headline =
        targets.isEmpty()
            ? "Nothing was measured for which there is a target."
            : "%d of %d targets were reached.".formatted(reached, targets.size());
    return new Answer(
        Answer.Verdict.NONE,
        headline,
        List.of(
            "All computed the same results, compared before any time was taken, and took turns on "
                + "%s threads each. A ratio is the other's time divided by ours, round by round."
                    .formatted(Values.text(record.json(), "provenance.threads"))));
  }

  private List<Tile> tiles() {
    List<Tile> tiles = new ArrayList<>();
    for (String work : List.of("train", "forward", "stream")) {
      record
          .of(work, "pytorch")
          .filter(one -> Values.number(one.json(), "ratioToOurs").isPresent())
          .ifPresent(
              one ->
                  tiles.add(
                      new Tile(
                          "PyTorch's time / ours",
                          Values.text(one.json(), "ratioToOurs", Unit.FACTOR),
                          List.of(record.title(work)))));
    }
    record
        .of("train", BenchmarkRecord.OURS)
        .filter(one -> Values.number(one.json(), "shareOfFloor").isPresent())
        .ifPresent(
            one ->
                tiles.add(
                    new Tile(
                        "Share of what the processor can do",
                        Values.text(one.json(), "shareOfFloor", Unit.SHARE),
                        List.of(record.title("train")))));
    return tiles;
  }

  private Section targets() {
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode target : Values.elements(record.json(), "targets")) {
      boolean floor = Values.text(target, "who").equals("floor");
      Unit unit = floor ? Unit.SHARE : Unit.FACTOR;
      rows.add(
          List.of(
              Cell.of(record.title(Values.text(target, "work"))),
              Cell.of(floor ? "share of the floor" : against(Values.text(target, "who"))),
              Cell.of(limit(target, unit)),
              Cell.of(figure(target, "measured", unit)),
              Cell.of(target.path("reached").asBoolean() ? "✓\u00a0reached" : "not\u00a0reached")));
    }
    Table table =
        new Table(
            "Targets",
            List.of(
                Column.text("Work"),
                Column.text("Against"),
                Column.text("Limit"),
                Column.number("Measured"),
                Column.text("")),
            rows);
    return new Section(
        "targets", "What was to be reached", "", rows.isEmpty() ? List.of() : List.of(table));
  }

  private String against(String who) {
    return BenchmarkSweeps.isPoint(who) ? "the time of " + record.title(who) : record.label(who);
  }

  private static String limit(JsonNode target, Unit unit) {
    return target.has("most")
        ? "at\u00a0most\u00a0" + figure(target, "most", unit)
        : "at\u00a0least\u00a0" + figure(target, "least", unit);
  }

  /** Three digits for a factor too: near a limit they count. */
  private static String figure(JsonNode target, String key, Unit unit) {
    return unit == Unit.FACTOR
        ? Values.text(target, key, Unit.NUMBER) + "×"
        : Values.text(target, key, unit);
  }

  private Section works() {
    List<Block> blocks = new ArrayList<>();
    record.works().stream()
        .filter(work -> !BenchmarkSweeps.isPoint(work))
        .forEach(work -> blocks.add(table(work)));
    return new Section(
        "works",
        "Work by work",
        "Median over all repetitions with quartiles; the ratio is taken within each round. The floor "
            + "does nothing but the multiplications that the matrix products need, in registers.",
        blocks);
  }

  private Table table(String work) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Measurement one : record.of(work)) {
      rows.add(
          List.of(
              new Cell(one.label(), one.who().equals(BenchmarkRecord.OURS), ""),
              figure(one, "medianMs", "quartilesMs", Unit.NUMBER),
              figure(one, "ratioToOurs", "ratioQuartiles", Unit.NUMBER),
              Cell.of(one.isFloor() ? "" : Values.text(one.json(), "shareOfFloor", Unit.SHARE)),
              Cell.of(Values.text(one.json(), "gflops", Unit.NUMBER))));
    }
    return new Table(
        record.title(work),
        List.of(
            Column.text("Who"),
            Column.number("Milliseconds"),
            Column.number("Time / ours"),
            Column.number("Share of the floor"),
            Column.number("GFLOP/s")),
        rows);
  }

  private static Cell figure(Measurement one, String value, String quartiles, Unit unit) {
    return new Cell(
        Values.text(one.json(), value, unit),
        false,
        Tables.interval(Values.interval(one.json(), quartiles), unit));
  }

  private Section absent() {
    Map<List<String>, List<String>> works = new LinkedHashMap<>();
    for (JsonNode one : Values.elements(record.json(), "absent")) {
      works
          .computeIfAbsent(
              List.of(Values.text(one, "label"), Values.text(one, "reason")),
              who -> new ArrayList<>())
          .add(record.title(Values.text(one, "work")));
    }
    List<List<Cell>> rows = new ArrayList<>();
    works.forEach(
        (who, where) ->
            rows.add(
                List.of(
                    Cell.of(who.get(0)), Cell.of(who.get(1)), Cell.of(String.join("; ", where)))));
    Table table =
        new Table(
            "Absent", List.of(Column.text("Who"), Column.text("Why"), Column.text("Work")), rows);
    return new Section("absent", "Who is missing", "", rows.isEmpty() ? List.of() : List.of(table));
  }

  private Section machine() {
    List<Block> blocks = new ArrayList<>();
    Facts.Builder machine = new Facts.Builder("Machine");
    Values.entries(record.json(), "provenance.machine")
        .forEach(entry -> machine.add(Names.fact(entry.getKey()), entry.getValue().asText()));
    machine.add("Threads of each", Values.text(record.json(), "provenance.threads"));
    machine.add("Measured", Dates.minute(Values.text(record.json(), "provenance.createdAt")));
    machine.add("Code", Values.text(record.json(), "provenance.codeRevision"));
    blocks.addAll(machine.blocks());
    for (Map.Entry<String, JsonNode> who : Values.entries(record.json(), "entrants")) {
      Facts.Builder facts = new Facts.Builder(record.label(who.getKey()));
      who.getValue()
          .properties()
          .forEach(fact -> facts.add(Names.fact(fact.getKey()), fact.getValue().asText()));
      blocks.addAll(facts.blocks());
    }
    return new Section("machine", "Machine and versions", "", blocks);
  }
}
