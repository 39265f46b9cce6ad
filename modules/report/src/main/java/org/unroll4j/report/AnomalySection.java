package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.unroll4j.report.page.Section;
import org.unroll4j.report.page.Table;
import org.unroll4j.report.page.Table.Cell;
import org.unroll4j.report.page.Table.Column;

/** What a forecast did not expect at all. */
final class AnomalySection {

  private final JsonNode json;
  private final Task task;

  AnomalySection(Run run) {
    this.json = run.json();
    this.task = new Task(json);
  }

  Section section() {
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode anomaly : Values.elements(json, "anomalies")) {
      String time = Values.text(anomaly, "time");
      rows.add(
          List.of(
              Cell.of(Values.text(anomaly, "series")),
              Cell.of(Task.time(time).map(t -> Dates.moment(t, task.withinDays())).orElse(time)),
              Cell.of(kind(anomaly)),
              Cell.of(Values.text(anomaly, "value", Unit.NUMBER)),
              Cell.of(Values.text(anomaly, "expected", Unit.NUMBER)),
              Cell.of(range(anomaly)),
              Cell.of(rarity(Values.number(anomaly, "score")))));
    }
    Table table =
        new Table(
            "The most surprising values of the test part",
            List.of(
                Column.text("Series"),
                Column.text("When"),
                Column.text("What"),
                Column.number("Value"),
                Column.number("Expected"),
                Column.number("Range"),
                Column.number("Chance, one in")),
            rows,
            true);
    return new Section(
        "anomalies",
        "What surprised it?",
        "Values far out in the distribution that was forecast for them: a spike, a drop, or a "
            + "line that stays flat. Among many thousands of values a few rare ones are normal. "
            + "The forecasts above mark them with a ring.",
        rows.isEmpty() ? List.of() : List.of(table));
  }

  private String kind(JsonNode anomaly) {
    String kind = Values.text(anomaly, "kind");
    if (!kind.equals("flat")) {
      return kind;
    }
    int steps = (int) Values.number(anomaly, "steps").orElse(1);
    return steps > 1 ? "flat line of " + task.span(steps) : "flat line";
  }

  private static String range(JsonNode anomaly) {
    String low = Values.text(anomaly, "low", Unit.NUMBER);
    String high = Values.text(anomaly, "high", Unit.NUMBER);
    return low.isEmpty() || high.isEmpty() ? "" : low + "\u202f–\u202f" + high;
  }

  /** A chance of 10^−score as one in so many. */
  private static String rarity(OptionalDouble score) {
    if (score.isEmpty()) {
      return "";
    }
    return score.getAsDouble() > 9
        ? "1,000,000,000"
        : Unit.COUNT.format(significant(Math.pow(10, score.getAsDouble())));
  }

  private static double significant(double value) {
    double power = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(value, 1))) - 1));
    return Math.round(value / power) * power;
  }
}
