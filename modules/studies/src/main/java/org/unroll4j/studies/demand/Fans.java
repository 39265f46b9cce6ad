package org.unroll4j.studies.demand;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.studies.demand.forecast.Forecaster;

/** Puts series with their history and forecast into the form of {@code result.json}. */
final class Fans {

  private static final int FEWEST_STEPS = 12;
  private static final int JOINED_STEPS = 48;
  private static final int FEWEST_HISTORY = 48;

  private final SeriesTable table;
  private final Outlook outlook;
  private final int horizon;
  private final Map<String, Forecaster> others = new LinkedHashMap<>();

  /**
   * Draws the last steps of the forecasts: one horizon, or several that follow each other where it
   * is short.
   */
  Fans(SeriesTable table, Outlook outlook, int horizon) {
    this.table = table;
    this.outlook = outlook;
    this.horizon = horizon;
  }

  /** Adds another forecaster's median, under a key of {@code steps[]}. */
  void compareWith(String key, Forecaster other) {
    others.put(key, other);
  }

  /** One object per series. */
  List<Map<String, Object>> of(List<FanChoice.Chosen> chosen) {
    return chosen.stream().map(this::fan).toList();
  }

  private Map<String, Object> fan(FanChoice.Chosen series) {
    int end = outlook.to();
    while (end > outlook.from() && outlook.at(series.series(), end - 1) == null) {
      end--;
    }
    int wanted = horizon >= FEWEST_STEPS ? horizon : JOINED_STEPS;
    int from = Math.max(outlook.from(), end - wanted);
    int before = Math.max(0, from - Math.max(FEWEST_HISTORY, 3 * (end - from)));
    Map<String, Object> fan = new LinkedHashMap<>();
    fan.put("name", table.name(series.series()));
    fan.put("why", series.why());
    fan.put("wape", series.wape());
    fan.put(
        "history",
        IntStream.range(before, from).mapToObj(t -> actual(series.series(), t)).toList());
    fan.put("steps", steps(series.series(), from, end));
    return fan;
  }

  private List<Map<String, Object>> steps(int s, int from, int end) {
    List<Map<String, Object>> steps = new ArrayList<>();
    for (int t = from; t < end; t++) {
      Map<String, Object> step = actual(s, t);
      Distribution said = outlook.at(s, t);
      if (said != null) {
        step.put("mean", said.mean());
        step.put("median", said.quantile(0.5));
        interval(step, said, 50);
        interval(step, said, 80);
        interval(step, said, 95);
      }
      steps.add(step);
    }
    others.forEach((key, other) -> put(key, other, s, from, steps));
    return steps;
  }

  private void put(String key, Forecaster other, int s, int from, List<Map<String, Object>> steps) {
    int end = from + steps.size();
    List<Origin> origins = new ArrayList<>();
    for (int origin = end - 1 - horizon; origin >= from - 1; origin -= horizon) {
      origins.add(new Origin(s, origin));
    }
    Outlook theirs = new Outlook(table, from, end, other.forecast(table, origins));
    for (int t = from; t < end; t++) {
      if (theirs.at(s, t) != null) {
        steps.get(t - from).put(key, theirs.at(s, t).quantile(0.5));
      }
    }
  }

  private static void interval(Map<String, Object> step, Distribution said, int percent) {
    double outside = (100 - percent) / 200.0;
    step.put("low" + percent, said.quantile(outside));
    step.put("high" + percent, said.quantile(1 - outside));
  }

  private Map<String, Object> actual(int s, int t) {
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("time", table.time(t).toString());
    double y = table.value(s, t);
    if (!Double.isNaN(y)) {
      step.put("value", y);
    }
    if (table.stockout(s, t)) {
      step.put("stockout", true);
    }
    return step;
  }
}
