package org.unroll4j.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Figure;
import org.unroll4j.report.page.Table;
import org.unroll4j.report.page.Table.Cell;
import org.unroll4j.report.page.Table.Column;

/** A bar per thing: what is drawn and the same as a table. */
final class BarChart {

  private final String what;
  private final String measure;
  private final Unit unit;
  private final ObjectNode spec = JsonNodeFactory.instance.objectNode();
  private final ArrayNode items;
  private final List<List<Cell>> rows = new ArrayList<>();

  private BarChart(String kind, String what, String measure, Unit unit) {
    this.what = what;
    this.measure = measure;
    this.unit = unit;
    spec.put("kind", kind).put("what", what).put("measure", measure).put("unit", unit.key());
    this.items = spec.putArray("items");
  }

  /** Bars that lie, one below the other, each with its number: for names. */
  static BarChart lying(String what, String measure, Unit unit) {
    return new BarChart("bars", what, measure, unit);
  }

  /** Bars that stand in a row over an axis: for things that have an order. */
  static BarChart standing(String what, String measure, Unit unit) {
    return new BarChart("columns", what, measure, unit);
  }

  BarChart add(String name, double value) {
    items.addObject().put("name", name).put("value", XyChart.brief(value));
    rows.add(List.of(Cell.of(name), Cell.of(unit.format(value))));
    return this;
  }

  /** Shades where standing bars would end if nothing but chance made them unequal. */
  BarChart bounds(double low, double high) {
    spec.put("low", XyChart.brief(low)).put("high", XyChart.brief(high));
    return this;
  }

  /** The figure as a block; nothing if there is no bar. */
  List<Block> figure(String id, String title, String caption, boolean wide) {
    Table numbers = new Table(title, List.of(Column.text(what), Column.number(measure)), rows);
    return rows.isEmpty()
        ? List.of()
        : List.of(new Figure(id, title, caption, wide, spec, numbers));
  }
}
