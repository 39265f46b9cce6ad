package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Figure;
import org.unroll4j.report.page.Section;
import org.unroll4j.report.page.Table;
import org.unroll4j.report.page.Table.Cell;
import org.unroll4j.report.page.Table.Column;

/** Whether the intervals of a forecast hold what they promise. */
final class IntervalSection {

  private static final String COVERAGE = "calibration.coverage";

  private final JsonNode json;

  IntervalSection(Run run) {
    this.json = run.json();
  }

  Section section() {
    List<Block> blocks = new ArrayList<>();
    blocks.addAll(coverage());
    blocks.addAll(pit());
    blocks.addAll(conformal());
    return new Section(
        "calibration-section",
        "Can the intervals be taken at their word?",
        "Stock follows from the upper end of an interval; that is worth something only if it holds "
            + "as often as it says.",
        blocks);
  }

  /** Both axes begin a little before the smallest interval. */
  static XyChart coverageChart(JsonNode json) {
    double least = points(json, "observed").stream().mapToDouble(Point::x).min().orElse(0);
    double from = least < 0.5 ? 0 : 0.4;
    return new XyChart(
            Axis.between("Should hold", Unit.SHARE, from, 1),
            Axis.between("Held", Unit.SHARE, from, 1))
        .reference("exactly that", from, from, 1, 1);
  }

  /** Promised against held, by the model or as {@code attainable}. */
  static List<Point> points(JsonNode json, String key) {
    List<Point> points = new ArrayList<>();
    for (JsonNode interval : Values.elements(json, COVERAGE)) {
      OptionalDouble nominal = Values.number(interval, "nominal");
      OptionalDouble held = Values.number(interval, key);
      if (nominal.isPresent() && held.isPresent()) {
        points.add(new Point(nominal.getAsDouble(), held.getAsDouble()));
      }
    }
    return points;
  }

  private List<Block> coverage() {
    List<Block> blocks = new ArrayList<>();
    for (Block block :
        coverageChart(json)
            .add(new Series("network", "model", Series.Style.BAND, points(json, "observed")))
            .add(
                new Series(
                    "best attainable", "attainable", Series.Style.LINE, points(json, "attainable")))
            .add(
                new Series(
                    "as the forecasts say themselves",
                    "training",
                    Series.Style.LINE,
                    points(json, "promised")))
            .figure(
                "coverage",
                "How much the intervals hold",
                "On the diagonal an interval holds as much as it should; below it, intervals are "
                    + "too narrow."
                    + grid(),
                false)) {
      Figure figure = (Figure) block;
      blocks.add(
          new Figure(
              figure.id(), figure.title(), figure.caption(), false, figure.spec(), numbers()));
    }
    return blocks;
  }

  private String grid() {
    String grid = new Task(json).grid();
    return grid.isEmpty()
        ? ""
        : " As values are %s, an interval has to hold more, because it cannot end between two of them; a forecast knows by how much."
            .formatted(grid);
  }

  private Table numbers() {
    List<JsonNode> intervals = Values.elements(json, COVERAGE);
    List<String> keys =
        List.of("nominal", "observed", "promised", "attainable").stream()
            .filter(key -> intervals.stream().anyMatch(interval -> interval.has(key)))
            .toList();
    List<Column> columns = new ArrayList<>();
    keys.forEach(key -> columns.add(Column.number(heading(key))));
    columns.add(Column.number("Mean width"));
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode interval : intervals) {
      List<Cell> row = new ArrayList<>();
      keys.forEach(key -> row.add(Cell.of(Values.text(interval, key, Unit.SHARE))));
      row.add(Cell.of(Values.text(interval, "width", Unit.AMOUNT)));
      rows.add(row);
    }
    return new Table("How much intervals hold, and how wide they are", columns, rows);
  }

  private static String heading(String key) {
    return switch (key) {
      case "nominal" -> "Should hold";
      case "observed" -> "Held";
      case "promised" -> "Say themselves";
      default -> Names.capital(key);
    };
  }

  private List<Block> pit() {
    JsonNode pit = Values.at(json, "calibration.pit");
    List<JsonNode> bins = Values.elements(pit, "bins");
    BarChart chart =
        BarChart.standing("Where in its distribution a value fell", "Share", Unit.SHARE);
    for (int i = 0; i < bins.size(); i++) {
      String name =
          "%s–%s\u202f%%"
              .formatted(percent((double) i / bins.size()), percent((i + 1.0) / bins.size()));
      Values.number(bins.get(i)).ifPresent(share -> chart.add(name, share));
    }
    OptionalDouble low = Values.number(pit, "low");
    OptionalDouble high = Values.number(pit, "high");
    if (low.isPresent() && high.isPresent()) {
      chart.bounds(low.getAsDouble(), high.getAsDouble());
    }
    return chart.figure(
        "pit",
        "Where in its forecast each value fell",
        "The probability integral transform. Bars of equal height mean that the whole distribution "
            + "is right; a valley means intervals too narrow, a hill too wide, a slope a bias. "
            + uniform(pit),
        false);
  }

  private static String percent(double share) {
    return Unit.NUMBER.format(100 * share);
  }

  private static String uniform(JsonNode pit) {
    OptionalDouble pValue = Values.number(pit, "pValue");
    String p = pValue.isPresent() ? " (%s)".formatted(DemandAnswer.p(pValue)) : "";
    if (!pit.has("uniform")) {
      return Values.text(pit, "note");
    }
    return pit.path("uniform").asBoolean()
        ? "Here the bars differ by no more than chance%s.".formatted(p)
        : "Here the bars differ by more than chance%s.".formatted(p);
  }

  /** How far the correction moved the ends of the intervals. */
  private List<Block> conformal() {
    List<JsonNode> groups = Values.elements(json, "calibration.conformal.groups");
    List<String> shifts =
        List.of("50", "80", "90", "95").stream()
            .filter(part -> groups.stream().anyMatch(group -> group.has("shift" + part)))
            .toList();
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("Steps ahead"));
    columns.add(Column.number("Values of the validation part"));
    shifts.forEach(part -> columns.add(Column.number(part + "\u202f% interval")));
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode group : groups) {
      List<Cell> row = new ArrayList<>();
      String from = Values.text(group, "fromStep", Unit.COUNT);
      String to = Values.text(group, "toStep", Unit.COUNT);
      row.add(Cell.of(from.equals(to) ? from : from + "–" + to));
      row.add(Cell.of(Values.text(group, "targets", Unit.COUNT)));
      shifts.forEach(part -> row.add(Cell.of(Values.text(group, "shift" + part, Unit.AMOUNT))));
      rows.add(row);
    }
    return rows.isEmpty()
        ? List.of()
        : List.of(
            new Table(
                "How far the ends of the intervals were moved outwards, as a share of the series' "
                    + "recent level (below zero: inwards)",
                columns,
                rows));
  }
}
