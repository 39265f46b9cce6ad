package org.unroll4j.studies.demand.scores;

import java.util.function.IntUnaryOperator;
import org.unroll4j.data.series.SeriesTable;

/**
 * How large and how changeable each series was in its training part: what errors are divided by,
 * and what puts series into volume classes. Entries are NaN where nothing is known.
 *
 * @param absolute mean |y(t) − y(t − season)| over the pairs of which both values are known
 * @param squared mean (y(t) − y(t − season))² over the same pairs
 * @param volume mean value per step
 */
public record TrainingScale(double[] absolute, double[] squared, double[] volume) {

  /**
   * Scales of one training part for all series.
   *
   * @param trainEnd end of the training part, exclusive
   * @param season steps of the season, 24 for days of hours
   */
  public static TrainingScale of(SeriesTable table, int trainEnd, int season) {
    return of(table, s -> trainEnd, season);
  }

  /** Scales where each series has a training end of its own. */
  public static TrainingScale of(SeriesTable table, IntUnaryOperator trainEnd, int season) {
    if (season < 1) {
      throw new IllegalArgumentException(
          "TrainingScale: season must be at least 1, but was %d.".formatted(season));
    }
    int n = table.size();
    TrainingScale scale = new TrainingScale(new double[n], new double[n], new double[n]);
    for (int s = 0; s < n; s++) {
      scale.measure(table, s, Math.min(trainEnd.applyAsInt(s), table.end(s)), season);
    }
    return scale;
  }

  private void measure(SeriesTable table, int s, int end, int season) {
    double sum = 0;
    int values = 0;
    double differences = 0;
    double squares = 0;
    int pairs = 0;
    for (int t = table.first(s); t < end; t++) {
      double y = table.value(s, t);
      if (Double.isNaN(y)) {
        continue;
      }
      sum += y;
      values++;
      double difference = t - season < table.first(s) ? Double.NaN : y - table.value(s, t - season);
      if (!Double.isNaN(difference)) {
        differences += Math.abs(difference);
        squares += difference * difference;
        pairs++;
      }
    }
    volume[s] = sum / values;
    absolute[s] = differences / pairs;
    squared[s] = squares / pairs;
  }

  /** Whether errors of the series can be divided. */
  boolean scales(int series) {
    return absolute[series] > 0;
  }
}
