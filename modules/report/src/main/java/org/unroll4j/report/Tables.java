package org.unroll4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.unroll4j.report.page.Table;
import org.unroll4j.report.page.Table.Cell;
import org.unroll4j.report.page.Table.Column;

/** Puts figures into tables. */
final class Tables {

  private Tables() {}

  static Cell cell(double value, Interval interval, Unit unit, boolean strong) {
    return new Cell(unit.format(value), strong, interval(interval, unit));
  }

  /** An interval such as {@code 0.861 – 0.884}; empty for null. */
  static String interval(Interval interval, Unit unit) {
    if (interval == null) {
      return "";
    }
    String between = interval.low() < 0 ? " to " : "\u202f–\u202f";
    return unit.format(interval.low()) + between + unit.format(interval.high());
  }

  /**
   * A row per contender, a column per metric that anybody has.
   *
   * @param judged those among whom the best of each column is marked
   */
  static Table metrics(
      String caption, List<Metric> possible, List<Contender> contenders, List<Contender> judged) {
    List<Metric> metrics =
        possible.stream()
            .filter(m -> contenders.stream().anyMatch(c -> c.value(m).isPresent()))
            .toList();
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("Who"));
    metrics.forEach(m -> columns.add(Column.number(m.title())));
    List<List<Cell>> rows = new ArrayList<>();
    for (Contender contender : contenders) {
      List<Cell> row = new ArrayList<>();
      String description = Values.text(contender.metrics(), "description");
      row.add(new Cell(Names.capital(contender.name()), false, description));
      metrics.forEach(m -> row.add(cell(contender, m, judged)));
      rows.add(row);
    }
    return new Table(caption, columns, rows);
  }

  private static Cell cell(Contender contender, Metric metric, List<Contender> judged) {
    OptionalDouble value = contender.value(metric);
    if (value.isEmpty()) {
      return Cell.of("");
    }
    boolean best =
        judged.size() > 1
            && metric.decides()
            && judged.contains(contender)
            && judged.stream().noneMatch(other -> other.beats(contender, metric));
    return cell(value.getAsDouble(), contender.interval(metric), metric.unit(), best);
  }
}
