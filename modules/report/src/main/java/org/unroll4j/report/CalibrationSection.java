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

/** Predicted against observed frequencies. */
final class CalibrationSection {

  private final Run run;

  CalibrationSection(Run run) {
    this.run = run;
  }

  Section section() {
    List<Contender> contenders = Contender.all(run);
    XyChart chart = chart(end());
    for (Contender contender : contenders) {
      Series.Style style =
          contender.key().equals(Contender.MODEL) ? Series.Style.WHISKERS : Series.Style.HIDDEN;
      chart.add(new Series(contender.name(), contender.role(), style, points(contender.key())));
    }
    List<Block> blocks = new ArrayList<>();
    for (Block block :
        chart.figure(
            "calibration",
            "Calibration",
            "Predictions in bins of similar probability, with 95\u202f% intervals. On the diagonal, "
                + "what is called 20\u202f% happens in 20\u202f% of the cases; below it the "
                + "probabilities are too high. The legend switches the others on.",
            true)) {
      Figure figure = (Figure) block;
      blocks.add(
          new Figure(
              figure.id(),
              figure.title(),
              figure.caption(),
              figure.wide(),
              figure.spec(),
              numbers(contenders)));
    }
    return new Section(
        "calibration-section",
        "Can the probabilities be taken at their word?",
        "A probability is useful in sums and decisions only if it is right on average.",
        blocks);
  }

  static XyChart chart(double end) {
    return new XyChart(
            Axis.between("Predicted probability", Unit.SHARE, 0, end),
            Axis.between("Observed frequency", Unit.SHARE, 0, end))
        .reference("perfect", 0, 0, end, end);
  }

  List<Point> points(String key) {
    List<Point> points = new ArrayList<>();
    for (JsonNode bin : Values.elements(run.json(), "curves.calibration." + key)) {
      OptionalDouble predicted = Values.number(bin, "predicted");
      OptionalDouble observed = Values.number(bin, "observed");
      if (predicted.isPresent() && observed.isPresent()) {
        points.add(new Point(predicted.getAsDouble(), observed.getAsDouble(), interval(bin)));
      }
    }
    return points;
  }

  private static Interval interval(JsonNode bin) {
    OptionalDouble low = Values.number(bin, "low");
    OptionalDouble high = Values.number(bin, "high");
    return low.isPresent() && high.isPresent()
        ? new Interval(low.getAsDouble(), high.getAsDouble())
        : null;
  }

  /** A round end for both axes that leaves room for every point and the model's intervals. */
  double end() {
    double max = 0;
    for (Contender contender : Contender.all(run)) {
      for (Point point : points(contender.key())) {
        max = Math.max(max, Math.max(point.x(), point.y()));
        if (contender.key().equals(Contender.MODEL) && point.interval() != null) {
          max = Math.max(max, Math.min(point.interval().high(), 1.5 * point.y() + 0.05));
        }
      }
    }
    double[] ends = {0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8};
    for (double end : ends) {
      if (max <= end) {
        return end;
      }
    }
    return 1;
  }

  private Table numbers(List<Contender> contenders) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Contender contender : contenders) {
      for (JsonNode bin : Values.elements(run.json(), "curves.calibration." + contender.key())) {
        rows.add(
            List.of(
                Cell.of(Names.capital(contender.name())),
                Cell.of(Values.text(bin, "predicted", Unit.SHARE)),
                Cell.of(Values.text(bin, "observed", Unit.SHARE)),
                Cell.of(Tables.interval(interval(bin), Unit.SHARE)),
                Cell.of(Values.text(bin, "count", Unit.COUNT))));
      }
    }
    return new Table(
        "Calibration: observed frequency per bin of predictions",
        List.of(
            Column.text("Who"),
            Column.number("Predicted"),
            Column.number("Observed"),
            Column.number("95\u202f% interval"),
            Column.number("Predictions")),
        rows);
  }
}
