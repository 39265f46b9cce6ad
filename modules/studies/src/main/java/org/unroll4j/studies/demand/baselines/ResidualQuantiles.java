package org.unroll4j.studies.demand.baselines;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.hipparchus.stat.descriptive.rank.Percentile;

/**
 * How far values lie from a point forecast, in units of the scale: quantiles of residuals by volume
 * class (the scale), forecast class (the forecast in units of the scale, which tells busy hours
 * from quiet ones) and third of the horizon. Cells with few residuals use those of all.
 *
 * @param levels of the quantiles
 * @param scales bounds between volume classes
 * @param forecasts bounds between forecast classes
 * @param horizon number of steps
 * @param quantiles of each cell, one per level
 */
public record ResidualQuantiles(
    double[] levels, double[] scales, double[] forecasts, int horizon, double[][] quantiles) {

  private static final int THIRDS = 3;
  private static final double[] VOLUME_CLASSES = {20, 40, 60, 80};
  private static final double[] FORECAST_CLASSES = {25, 50, 75, 90};
  private static final int LEAST_RESIDUALS = 80;

  /** Residuals of point forecasts, all arrays of the same length. */
  record Residuals(double[] scale, double[] forecast, int[] horizonStep, double[] residual) {

    int size() {
      return residual.length;
    }
  }

  static ResidualQuantiles fit(Residuals residuals, double[] levels, int horizon) {
    double[] scales = percentiles(residuals.scale(), VOLUME_CLASSES);
    double[] forecasts = percentiles(residuals.forecast(), FORECAST_CLASSES);
    int cells = (scales.length + 1) * (forecasts.length + 1) * THIRDS;
    ResidualQuantiles empty =
        new ResidualQuantiles(levels, scales, forecasts, horizon, new double[cells][]);
    int[] cell = new int[residuals.size()];
    Arrays.setAll(
        cell,
        i -> empty.cell(residuals.scale()[i], residuals.forecast()[i], residuals.horizonStep()[i]));
    double[] all = empty.quantiles(residuals, i -> true);
    for (int c = 0; c < cells; c++) {
      int here = c;
      double[] own = empty.quantiles(residuals, i -> cell[i] == here);
      empty.quantiles[c] = own.length == 0 ? all : own;
    }
    return empty;
  }

  /** Quantiles of the residuals that are used; none if there are too few. */
  private double[] quantiles(Residuals residuals, IntPredicate used) {
    double[] chosen =
        IntStream.range(0, residuals.size())
            .filter(used)
            .mapToDouble(i -> residuals.residual()[i])
            .toArray();
    if (chosen.length < Math.min(LEAST_RESIDUALS, residuals.size())) {
      return new double[0];
    }
    return percentiles(chosen, Arrays.stream(levels).map(p -> 100 * p).toArray());
  }

  private static double[] percentiles(double[] values, double[] percents) {
    Percentile percentile = new Percentile();
    percentile.setData(values);
    return Arrays.stream(percents).map(percentile::evaluate).toArray();
  }

  private int cell(double scale, double forecast, int h) {
    int third = (h - 1) * THIRDS / horizon;
    int volume = above(scales, scale);
    return (volume * (forecasts.length + 1) + above(forecasts, forecast)) * THIRDS + third;
  }

  private static int above(double[] bounds, double value) {
    int count = 0;
    while (count < bounds.length && value > bounds[count]) {
      count++;
    }
    return count;
  }

  /**
   * Quantiles of the residual, in units of the scale.
   *
   * @param forecast in units of the scale
   */
  double[] at(double scale, double forecast, int h) {
    return quantiles[cell(scale, forecast, h)];
  }
}
