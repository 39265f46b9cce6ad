package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Section;

/** How early in a session the prediction becomes good. */
final class EarlySection {

  private final Run run;

  EarlySection(Run run) {
    this.run = run;
  }

  Section section() {
    List<Block> blocks = new ArrayList<>();
    blocks.addAll(afterEvents());
    blocks.addAll(flagged());
    return new Section(
        "early",
        "How early does it know?",
        "A prediction is worth most while there is still time to act on it.",
        blocks);
  }

  private List<Block> afterEvents() {
    XyChart chart = afterEventsChart();
    for (Contender contender : Contender.all(run)) {
      boolean model = contender.key().equals(Contender.MODEL);
      chart.add(
          new Series(
              contender.name(),
              contender.role(),
              model ? Series.Style.BAND : Series.Style.LINE,
              model ? afterEvents(run) : afterEvents(run, contender.path())));
    }
    return chart.figure(
        "early-auc",
        "AUC after k events",
        "Each session is judged once, by the prediction after its k-th event, among the sessions "
            + "that have that many. The band is the model's 95\u202f% interval; it widens as fewer "
            + "sessions are left.",
        false);
  }

  static XyChart afterEventsChart() {
    return new XyChart(Axis.of("Events seen", Unit.COUNT), Axis.of("AUC", Unit.SCORE));
  }

  /** The model's AUC after each number of events, with its intervals. */
  static List<Point> afterEvents(Run run) {
    return afterEvents(run, "auc");
  }

  static List<Point> afterEvents(Run run, String path) {
    List<Point> points = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : Values.entries(run.json(), "early.afterEvents")) {
      OptionalDouble auc = Values.number(entry.getValue(), path);
      if (auc.isPresent() && entry.getKey().matches("\\d{1,9}")) {
        Interval interval =
            path.equals("auc") ? Values.interval(entry.getValue(), "interval") : null;
        points.add(new Point(Integer.parseInt(entry.getKey()), auc.getAsDouble(), interval));
      }
    }
    points.sort(Comparator.comparingDouble(Point::x));
    return points;
  }

  private List<Block> flagged() {
    XyChart chart = flaggedChart();
    List<JsonNode> rates = Values.elements(run.json(), "early.flagged");
    int number = 0;
    for (JsonNode flagged : rates) {
      number++;
      String rate = Values.text(flagged, "flagRate", Unit.SHARE).replace(".0", "");
      chart.add(
          new Series(
              rate + " of the others flagged",
              "flag-" + number,
              Series.Style.BAND,
              shares(flagged, "share")));
      chart.add(
          new Series(
              rate + ", attainable",
              "flag-attainable-" + number,
              Series.Style.LINE,
              shares(flagged, "attainableShare")));
      if (number == rates.size()) {
        Contender.best(Contender.baselines(run), Metric.AUC)
            .ifPresent(
                best ->
                    chart.add(
                        new Series(
                            rate + ", " + best.name(),
                            best.role(),
                            Series.Style.LINE,
                            shares(flagged, "baselineShare." + best.key()))));
      }
    }
    return chart.figure(
        "early-flagged",
        "Purchases flagged ahead of time",
        "The threshold is set so that the given share of the sessions without a purchase is "
            + "flagged as well. Read: what share of the purchases was flagged at least m minutes "
            + "before it happened.",
        false);
  }

  static XyChart flaggedChart() {
    return new XyChart(
        Axis.of("Minutes before the purchase, at least", Unit.MINUTES),
        Axis.fromZero("Share of purchases", Unit.SHARE));
  }

  /** Share of purchases over minutes ahead. */
  static List<Point> shares(JsonNode flagged, String path) {
    JsonNode minutes = Values.at(flagged, "minutesAhead");
    JsonNode shares = Values.at(flagged, path);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < Math.min(minutes.size(), shares.size()); i++) {
      OptionalDouble x = Values.number(minutes.path(i));
      OptionalDouble y = Values.number(shares.path(i));
      if (x.isPresent() && y.isPresent()) {
        points.add(new Point(x.getAsDouble(), y.getAsDouble()));
      }
    }
    return points;
  }
}
