package org.unroll4j.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Table;
import org.unroll4j.report.page.Table.Cell;
import org.unroll4j.report.page.Table.Column;

/** What several runs cost, and in what they differ. */
final class ComparisonTables {

  private static final List<String> PROVENANCE =
      List.of("seed", "codeRevision", "dataSha256", "engine", "blas", "machine.cpu", "machine.jdk");

  private static final List<Effort> EFFORTS =
      List.of(
          new Effort("Layers", "model.layers", Unit.COUNT),
          new Effort("Hidden", "model.hidden", Unit.COUNT),
          new Effort("Parameters", "model.parameters", Unit.COUNT),
          new Effort("Epochs", "timing.epochs", Unit.COUNT),
          new Effort("Updates", "timing.updates", Unit.COUNT),
          new Effort("Training", "timing.trainSeconds", Unit.DURATION),
          new Effort("Updates/s", "timing.updatesPerSecond", Unit.NUMBER),
          new Effort("Events/s", "timing.eventsPerSecond", Unit.NUMBER),
          new Effort("Windows/s", "timing.windowsPerSecond", Unit.NUMBER),
          new Effort("Steps/s", "timing.stepsPerSecond", Unit.NUMBER));

  private final List<Entrant> entrants;

  ComparisonTables(List<Entrant> entrants) {
    this.entrants = entrants;
  }

  /** Size and speed of each run. */
  Table efforts() {
    List<Effort> efforts =
        EFFORTS.stream()
            .filter(e -> entrants.stream().anyMatch(run -> !e.of(run.run()).isEmpty()))
            .toList();
    List<Column> columns = new ArrayList<>(List.of(Column.text("Run"), Column.text("Engine")));
    efforts.forEach(effort -> columns.add(Column.number(effort.title())));
    List<List<Cell>> rows = new ArrayList<>();
    for (Entrant entrant : entrants) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(entrant.label()));
      row.add(Cell.of(Values.text(entrant.run().json(), "model.engine")));
      efforts.forEach(effort -> row.add(Cell.of(effort.of(entrant.run()))));
      rows.add(row);
    }
    return new Table("Size and speed", columns, rows);
  }

  private record Effort(String title, String path, Unit unit) {

    String of(Run run) {
      return Values.text(run.json(), path, unit);
    }
  }

  /** Every setting and circumstance that is not the same everywhere; nothing if all are. */
  List<Block> differences() {
    List<Map<String, String>> settings = entrants.stream().map(this::settings).toList();
    Set<String> keys = new LinkedHashSet<>();
    settings.forEach(map -> keys.addAll(map.keySet()));
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("Setting"));
    entrants.forEach(entrant -> columns.add(Column.text(entrant.label())));
    List<List<Cell>> rows = new ArrayList<>();
    for (String key : keys) {
      List<String> values = settings.stream().map(map -> map.getOrDefault(key, "")).toList();
      if (values.stream().distinct().count() > 1) {
        List<Cell> row = new ArrayList<>();
        row.add(Cell.of(key));
        values.forEach(value -> row.add(Cell.of(value)));
        rows.add(row);
      }
    }
    return rows.isEmpty()
        ? List.of()
        : List.of(new Table("Settings and circumstances that are not the same", columns, rows));
  }

  private Map<String, String> settings(Entrant entrant) {
    JsonNode json = entrant.run().json();
    Map<String, String> settings = new LinkedHashMap<>();
    flatten("", configuration(json), settings);
    for (String count : entrant.run().study().counts()) {
      settings.put(count + " in the test part", Values.text(json, "metrics.test." + count));
    }
    for (String key : PROVENANCE) {
      String value = Values.text(json, "provenance." + key);
      boolean configured = settings.keySet().stream().anyMatch(k -> k.endsWith(key));
      if (!value.isEmpty() && !configured) {
        settings.put("provenance." + key, value);
      }
    }
    return settings;
  }

  /** The configuration as a tree; empty if it is no YAML, as it is shown as text anyway. */
  private static JsonNode configuration(JsonNode json) {
    try {
      return new ObjectMapper(new YAMLFactory()).readTree(Values.text(json, "configuration"));
    } catch (JsonProcessingException e) {
      return new ObjectMapper().createObjectNode();
    }
  }

  private static void flatten(String path, JsonNode node, Map<String, String> into) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              e ->
                  flatten(
                      path.isEmpty() ? e.getKey() : path + "." + e.getKey(), e.getValue(), into));
    } else if (!path.isEmpty()) {
      into.put(path, node.isValueNode() ? node.asText() : node.toString());
    }
  }
}
