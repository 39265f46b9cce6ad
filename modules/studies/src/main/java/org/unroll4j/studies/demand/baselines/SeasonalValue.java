package org.unroll4j.studies.demand.baselines;

import java.util.Arrays;
import java.util.List;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.distribution.PointMass;

/**
 * The value one season before the target, or as many seasons as it takes to come to a known value;
 * the mean of the series if the last {@value #MOST_SEASONS} seasons have none, and 0 if nothing is
 * known.
 *
 * @param name key in the result
 * @param description one sentence
 * @param horizon number of steps
 * @param season steps of a season
 */
public record SeasonalValue(String name, String description, int horizon, int season)
    implements PlainBaseline {

  private static final int MOST_SEASONS = 28;

  static SeasonalValue day(int horizon, int stepsPerDay) {
    return new SeasonalValue(
        "seasonalDay", "The value at the same time one day before.", horizon, stepsPerDay);
  }

  static SeasonalValue week(int horizon, int stepsPerWeek) {
    return new SeasonalValue(
        "seasonalWeek",
        "The value at the same time and weekday one week before.",
        horizon,
        stepsPerWeek);
  }

  @Override
  public List<Distribution> steps(Past past) {
    Distribution[] steps = new Distribution[horizon];
    Arrays.setAll(steps, i -> new PointMass(point(past, i + 1)));
    return Arrays.asList(steps);
  }

  private double point(Past past, int h) {
    int nearest = Past.periodsBack(h, season);
    for (int back = nearest; back < nearest + MOST_SEASONS; back++) {
      int step = past.origin() + h - back * season;
      float value = past.value(step);
      if (!Float.isNaN(value)) {
        return value;
      }
    }
    return past.mean();
  }
}
