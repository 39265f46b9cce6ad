package org.unroll4j.studies.demand.conformal;

import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.distribution.QuantileCurve;
import org.unroll4j.data.distribution.RoundedCurve;
import org.unroll4j.data.distribution.Scaled;

/**
 * A distribution whose intervals were corrected. The mean is still that of the forecast: the
 * correction is one of the spread, and says nothing about the tails that a mean depends on.
 *
 * @param mean of the forecast
 * @param corrected everything else
 */
record CorrectedDistribution(double mean, Distribution corrected) implements Distribution {

  private static final double TOLERANCE = 1e-6;

  /**
   * Corrects a forecast.
   *
   * @param shifts per interval of {@link ConformalCorrection#TAILS}, in values
   * @param unit of which values are multiples, 0 if of none: ends are moved inwards to the next
   *     multiple, which changes no coverage
   */
  static CorrectedDistribution of(Distribution forecast, double[] shifts, double unit) {
    double[] tails = ConformalCorrection.TAILS;
    int n = tails.length;
    double grid = unit > 0 ? unit : 1;
    double[] levels = new double[2 * n + 1];
    double[] values = new double[2 * n + 1];
    levels[n] = 0.5;
    values[n] = forecast.quantile(0.5) / grid;
    for (int i = n - 1; i >= 0; i--) {
      double end = forecast.quantile(tails[i]);
      double low = (endsAtZero(forecast, end) ? 0 : end - shifts[i]) / grid;
      double high = (forecast.quantile(1 - tails[i]) + shifts[i]) / grid;
      levels[i] = tails[i];
      levels[2 * n - i] = 1 - tails[i];
      values[i] = Math.min(values[i + 1], unit > 0 ? Math.ceil(low - TOLERANCE) : low);
      values[2 * n - i] =
          Math.max(values[2 * n - i - 1], unit > 0 ? Math.floor(high + TOLERANCE) : high);
    }
    boolean fromZero = forecast.below(0) == 0;
    double floor = fromZero ? 0 : Double.NEGATIVE_INFINITY;
    QuantileCurve curve = QuantileCurve.of(levels, values, floor);
    boolean counts = unit > 0 && fromZero && values[2 * n] <= RoundedCurve.REACH;
    return new CorrectedDistribution(
        forecast.mean(), Scaled.of(grid, counts ? new RoundedCurve(curve) : curve));
  }

  /**
   * Whether an interval begins at 0 and nothing can lie below. Then it cannot be missed there, and
   * its beginning stays.
   */
  static boolean endsAtZero(Distribution forecast, double low) {
    return low == 0 && forecast.below(0) == 0;
  }

  @Override
  public double quantile(double p) {
    return corrected.quantile(p);
  }

  @Override
  public double cdf(double y) {
    return corrected.cdf(y);
  }

  @Override
  public double below(double y) {
    return corrected.below(y);
  }

  @Override
  public double above(double y) {
    return corrected.above(y);
  }

  @Override
  public double crps(double y) {
    return corrected.crps(y);
  }

  @Override
  public double logLikelihood(double y) {
    return corrected.logLikelihood(y);
  }
}
