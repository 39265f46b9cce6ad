package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Facts;
import org.unroll4j.report.page.Figure;
import org.unroll4j.report.page.Section;
import org.unroll4j.report.page.Table;
import org.unroll4j.report.page.Table.Cell;
import org.unroll4j.report.page.Table.Column;

/** What the run learned from and was judged on. */
final class DataSection {

  private static final List<String> COUNTS =
      List.of("sessions", "events", "users", "predictions", "positives", "censored");

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
    for (String key : List.of("rows", "events", "sessions", "users")) {
      facts.add(Names.capital(key), Values.text(json, "data." + key, Unit.COUNT));
    }
    facts.add("Malformed rows, left out", Values.text(json, "data.malformedRows", Unit.COUNT));
    facts.add("Data card", Values.text(json, "data.card"));
    facts.add("SHA-256", Values.text(json, "data.sha256"));
    return facts.blocks();
  }

  private List<Block> splits() {
    List<Map.Entry<String, JsonNode>> parts = Values.entries(json, "data.splits");
    if (parts.isEmpty()) {
      return List.of();
    }
    List<String> counts =
        COUNTS.stream()
            .filter(key -> parts.stream().anyMatch(part -> part.getValue().has(key)))
            .toList();
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("Part"));
    counts.forEach(key -> columns.add(Column.number(Names.capital(key))));
    columns.add(Column.number("Share positive"));
    columns.add(Column.number("Period (UTC)"));
    List<List<Cell>> rows = new ArrayList<>();
    for (Map.Entry<String, JsonNode> part : parts) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(Names.capital(Names.words(part.getKey()))));
      counts.forEach(key -> row.add(Cell.of(Values.text(part.getValue(), key, Unit.COUNT))));
      row.add(Cell.of(positiveShare(part.getValue())));
      row.add(Cell.of(Dates.period(part.getValue())));
      rows.add(row);
    }
    return List.of(new Table("How the data were divided", columns, rows));
  }

  private static String positiveShare(JsonNode part) {
    OptionalDouble positives = Values.number(part, "positives");
    OptionalDouble predictions = Values.number(part, "predictions");
    return positives.isPresent() && predictions.orElse(0) > 0
        ? Unit.SHARE.format(positives.getAsDouble() / predictions.getAsDouble())
        : "";
  }

  private List<Block> bars(String id, String title, String caption, String path) {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.put("kind", "bars").put("unit", Unit.COUNT.key());
    ArrayNode items = spec.putArray("items");
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode element : Values.elements(json, path)) {
      OptionalDouble count = Values.number(element, "count");
      if (count.isPresent()) {
        String name = element.has("name") ? Values.text(element, "name") : range(element);
        items.addObject().put("name", name).put("value", count.getAsDouble());
        rows.add(List.of(Cell.of(name), Cell.of(Unit.COUNT.format(count.getAsDouble()))));
      }
    }
    Table numbers = new Table(title, List.of(Column.text("Which"), Column.number("Count")), rows);
    return rows.isEmpty()
        ? List.of()
        : List.of(new Figure(id, title, caption, false, spec, numbers));
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
