package org.unroll4j.studies.demand.baselines;

import java.util.Arrays;
import java.util.List;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.distribution.Empirical;
import org.unroll4j.data.distribution.PointMass;

/**
 * The values at the same time of the day on the last days: their mean or median is the forecast,
 * and they themselves, each equally likely, its distribution. Missing values are skipped; with none
 * left it is the mean of the series, and 0 if nothing is known.
 *
 * @param centre what the point forecast is
 * @param horizon number of steps
 * @param stepsPerDay steps of a day; 1 for daily data
 * @param days how many
 */
public record SameTimeOfDay(Centre centre, int horizon, int stepsPerDay, int days)
    implements PlainBaseline {

  /** The point forecast among the values. */
  public enum Centre {
    /** Their mean. */
    MEAN,
    /** Their median. */
    MEDIAN
  }

  @Override
  public String name() {
    return centre == Centre.MEAN ? "meanOfDays" : "medianOfDays";
  }

  @Override
  public String description() {
    return "The %s of the values at the same time of the last %d days."
        .formatted(centre == Centre.MEAN ? "mean" : "median", days);
  }

  @Override
  public List<Distribution> steps(Past past) {
    Distribution[] ofTheDay = new Distribution[Math.min(horizon, stepsPerDay)];
    Arrays.setAll(ofTheDay, i -> distribution(past, i + 1));
    Distribution[] steps = new Distribution[horizon];
    Arrays.setAll(steps, i -> ofTheDay[i % stepsPerDay]);
    return Arrays.asList(steps);
  }

  private Distribution distribution(Past past, int h) {
    double[] values = values(past, h);
    if (values.length == 0) {
      return new PointMass(past.mean());
    }
    double point =
        centre == Centre.MEAN ? Arrays.stream(values).average().orElseThrow() : median(values);
    return new Located(point, point, Empirical.of(values));
  }

  private double[] values(Past past, int h) {
    double[] values = new double[days];
    int known = 0;
    for (int back = 1; back <= days; back++) {
      int step = past.origin() + h - back * stepsPerDay;
      float value = past.value(step);
      if (!Float.isNaN(value)) {
        values[known++] = value;
      }
    }
    double[] sorted = Arrays.copyOf(values, known);
    Arrays.sort(sorted);
    return sorted;
  }

  /** The mean of the two in the middle if their number is even. */
  private static double median(double[] sorted) {
    int n = sorted.length;
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
