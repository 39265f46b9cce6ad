package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Facts;
import org.unroll4j.report.page.Section;
import org.unroll4j.report.page.Table;
import org.unroll4j.report.page.Table.Cell;
import org.unroll4j.report.page.Table.Column;

/** What the run learned from and was judged on. */
final class DataSection {

  private static final List<String> COUNTS =
      List.of(
          "sessions",
          "events",
          "users",
          "predictions",
          "positives",
          "censored",
          "origins",
          "targets");

  private static final List<String> SHARES = List.of("zeroShare", "stockoutShare");

  private final JsonNode json;

  DataSection(Run run) {
    this.json = run.json();
  }

  Section section() {
    List<Block> blocks = new ArrayList<>();
    blocks.addAll(facts());
    blocks.addAll(splits());
    blocks.addAll(
        bars("event-types", "Events by type", "How often each occurs.", "data.eventTypes"));
    blocks.addAll(
        bars(
            "session-lengths",
            "Sessions by length",
            "How many sessions have so many events.",
            "data.sessionLengths"));
    return new Section("data", "The data", "", blocks);
  }

  private List<Block> facts() {
    Facts.Builder facts = new Facts.Builder("");
    facts.add("Source", Values.text(json, "data.source"));
    facts.add("Period (UTC)", Dates.period(Values.at(json, "data")));
    for (String key : List.of("rows", "events", "sessions", "users", "series", "steps")) {
      facts.add(Names.capital(key), Values.text(json, "data." + key, Unit.COUNT));
    }
    facts.add("One step is", Values.text(json, "task.frequency"));
    facts.add("A series is one", keys());
    facts.add("Steps without a value", Values.text(json, "data.missingSteps", Unit.COUNT));
    for (String key : SHARES) {
      facts.add(Names.share(key), Values.text(json, "data." + key, Unit.SHARE));
    }
    facts.add("Malformed rows, left out", Values.text(json, "data.malformedRows", Unit.COUNT));
    facts.add("Duplicate rows", Values.text(json, "data.duplicateRows", Unit.COUNT));
    facts.add("Data card", Values.text(json, "data.card"));
    facts.add("SHA-256", Values.text(json, "data.sha256"));
    return facts.blocks();
  }

  private String keys() {
    return Values.elements(json, "data.keys").stream()
        .map(JsonNode::asText)
        .collect(Collectors.joining(" × "));
  }

  private List<Block> splits() {
    List<Map.Entry<String, JsonNode>> parts = Values.entries(json, "data.splits");
    if (parts.isEmpty()) {
      return List.of();
    }
    List<String> counts = present(COUNTS, parts);
    List<String> shares = present(SHARES, parts);
    boolean positives = !present(List.of("positives"), parts).isEmpty();
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("Part"));
    counts.forEach(key -> columns.add(Column.number(Names.capital(key))));
    shares.forEach(key -> columns.add(Column.number(Names.share(key))));
    if (positives) {
      columns.add(Column.number("Share positive"));
    }
    columns.add(Column.number("Period (UTC)"));
    List<List<Cell>> rows = new ArrayList<>();
    for (Map.Entry<String, JsonNode> part : parts) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(Names.capital(Names.words(part.getKey()))));
      counts.forEach(key -> row.add(Cell.of(Values.text(part.getValue(), key, Unit.COUNT))));
      shares.forEach(key -> row.add(Cell.of(Values.text(part.getValue(), key, Unit.SHARE))));
      if (positives) {
        row.add(Cell.of(positiveShare(part.getValue())));
      }
      row.add(Cell.of(Dates.period(part.getValue())));
      rows.add(row);
    }
    return List.of(new Table("How the data were divided", columns, rows));
  }

  private static List<String> present(List<String> keys, List<Map.Entry<String, JsonNode>> parts) {
    return keys.stream()
        .filter(key -> parts.stream().anyMatch(part -> part.getValue().has(key)))
        .toList();
  }

  private static String positiveShare(JsonNode part) {
    OptionalDouble positives = Values.number(part, "positives");
    OptionalDouble predictions = Values.number(part, "predictions");
    return positives.isPresent() && predictions.orElse(0) > 0
        ? Unit.SHARE.format(positives.getAsDouble() / predictions.getAsDouble())
        : "";
  }

  private List<Block> bars(String id, String title, String caption, String path) {
    BarChart chart = BarChart.lying("Which", "Count", Unit.COUNT);
    for (JsonNode element : Values.elements(json, path)) {
      String name = element.has("name") ? Values.text(element, "name") : range(element);
      Values.number(element, "count").ifPresent(count -> chart.add(name, count));
    }
    return chart.figure(id, title, caption, false);
  }

  private static String range(JsonNode element) {
    String from = Values.text(element, "from", Unit.COUNT);
    String to = Values.text(element, "to", Unit.COUNT);
    if (to.isEmpty()) {
      return from + " and more";
    }
    return from.equals(to) ? from : from + "–" + to;
  }
}
