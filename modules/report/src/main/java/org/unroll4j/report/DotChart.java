package org.unroll4j.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Figure;
import org.unroll4j.report.page.Table;
import org.unroll4j.report.page.Table.Cell;
import org.unroll4j.report.page.Table.Column;

/** One metric of several contenders: a row with a dot and its interval each. */
final class DotChart {

  private final Metric metric;
  private final ArrayNode items = JsonNodeFactory.instance.arrayNode();
  private final List<List<Cell>> rows = new ArrayList<>();

  DotChart(Metric metric) {
    this.metric = metric;
  }

  /** Adds a row under the given name; nothing if the contender has no such metric. */
  void add(String name, Contender contender) {
    OptionalDouble value = contender.value(metric);
    if (value.isEmpty()) {
      return;
    }
    Interval interval = contender.interval(metric);
    ObjectNode item = items.addObject();
    item.put("name", Names.capital(name)).put("role", contender.role());
    item.put("value", XyChart.brief(value.getAsDouble()));
    if (interval != null) {
      item.put("low", XyChart.brief(interval.low())).put("high", XyChart.brief(interval.high()));
    }
    rows.add(
        List.of(
            Cell.of(Names.capital(name)),
            Cell.of(metric.unit().format(value.getAsDouble())),
            Cell.of(Tables.interval(interval, metric.unit()))));
  }

  /** The figure as a block; nothing if there are no two rows to compare. */
  List<Block> figure(String id, String title, String caption) {
    if (rows.size() < 2) {
      return List.of();
    }
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.put("kind", "dots").put("unit", metric.unit().key());
    if (metric.equals(Metric.AUC)) {
      spec.put("from", Standing.GUESSING);
    }
    spec.set("items", items);
    List<Column> columns =
        List.of(
            Column.text("Who"), Column.number(metric.title()), Column.number("95\u202f% interval"));
    int width = rows.stream().allMatch(row -> row.get(2).text().isEmpty()) ? 2 : 3;
    Table numbers =
        new Table(
            title,
            columns.subList(0, width),
            rows.stream().map(row -> row.subList(0, width)).toList());
    return List.of(new Figure(id, title, caption, width == 3, spec, numbers));
  }
}
