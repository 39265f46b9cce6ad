package org.unroll4j.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Figure;
import org.unroll4j.report.page.Table;
import org.unroll4j.report.page.Table.Cell;
import org.unroll4j.report.page.Table.Column;

/** Lines over a common axis: what is drawn and the same as a table. */
final class XyChart {

  private final Axis x;
  private final Axis y;
  private final List<Series> series = new ArrayList<>();
  private final ArrayNode references = JsonNodeFactory.instance.arrayNode();
  private double[] grid;

  XyChart(Axis x, Axis y) {
    this.x = x;
    this.y = y;
  }

  /** Adds a line; one without points is left out. */
  XyChart add(Series line) {
    if (!line.points().isEmpty()) {
      series.add(line);
    }
    return this;
  }

  /** Adds a thin line to hold the others against, through the given x, y, x, y. */
  XyChart reference(String name, double... coordinates) {
    ArrayNode points = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < coordinates.length; i += 2) {
      points.addArray().add(coordinates[i]).add(coordinates[i + 1]);
    }
    references.addObject().put("name", name).set("points", points);
    return this;
  }

  /** Lets the table read the lines off at these places instead of giving every point. */
  XyChart tabulatedAt(double... places) {
    this.grid = places.clone();
    return this;
  }

  boolean isEmpty() {
    return series.isEmpty();
  }

  List<Series> series() {
    return series;
  }

  /** The figure as a block; nothing if there is no line. */
  List<Block> figure(String id, String title, String caption, boolean wide) {
    return isEmpty()
        ? List.of()
        : List.of(new Figure(id, title, caption, wide, spec(), numbers(title)));
  }

  private ObjectNode spec() {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.put("kind", "xy");
    spec.set("x", x.json());
    spec.set("y", y.json());
    ArrayNode lines = spec.putArray("series");
    for (Series line : series) {
      ObjectNode json = lines.addObject();
      json.put("name", line.name()).put("role", line.role());
      json.put("style", line.style().name().toLowerCase(Locale.ROOT));
      ArrayNode points = json.putArray("points");
      for (Point point : line.points()) {
        ArrayNode values = points.addArray().add(brief(point.x())).add(brief(point.y()));
        if (point.interval() != null) {
          values.add(brief(point.interval().low())).add(brief(point.interval().high()));
        }
      }
    }
    spec.set("references", references);
    return spec;
  }

  /** Six significant digits: more than a chart can show. */
  static double brief(double value) {
    return Double.parseDouble("%.5e".formatted(value));
  }

  private Table numbers(String title) {
    double[] places =
        grid != null
            ? grid
            : series.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(Point::x)
                .distinct()
                .sorted()
                .toArray();
    List<Column> columns = new ArrayList<>();
    columns.add(x.labels().isEmpty() ? Column.number(x.title()) : Column.text(x.title()));
    series.forEach(line -> columns.add(Column.number(line.name())));
    List<List<Cell>> rows =
        Arrays.stream(places)
            .mapToObj(
                place -> {
                  List<Cell> row = new ArrayList<>();
                  row.add(Cell.of(x.text(place)));
                  series.forEach(line -> row.add(cell(line, place)));
                  return row;
                })
            .filter(row -> row.stream().skip(1).anyMatch(cell -> !cell.text().isEmpty()))
            .toList();
    return new Table(title + ": " + y.title().toLowerCase(Locale.ROOT), columns, rows);
  }

  private Cell cell(Series line, double place) {
    if (grid != null) {
      double value = Curves.interpolate(line.points(), place);
      return Cell.of(Double.isNaN(value) ? "" : y.unit().format(value));
    }
    return line.points().stream()
        .filter(point -> point.x() == place)
        .findFirst()
        .map(point -> Tables.cell(point.y(), point.interval(), y.unit(), false))
        .orElse(Cell.of(""));
  }
}
