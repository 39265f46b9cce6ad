package org.unroll4j.studies.demand.scores;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.StatUtils;

/**
 * Paired test of two forecasters: is the mean of their loss differences d(1) … d(n), one per target
 * step, different from 0?
 *
 * <pre>{@code
 * ω = γ(0) + 2·Σ (1 − k/(L+1))·γ(k), k = 1 … L     γ(k): autocovariance of d at lag k
 * DM = d̄ / √(ω/n)
 * S = DM·√((n + 1 − 2H + H(H−1)/n) / n)            compared with Student's t
 * }</pre>
 *
 * <p>F. Diebold, R. Mariano, "Comparing predictive accuracy", Journal of Business and Economic
 * Statistics 13, 1995; the weights of W. Newey, K. West, Econometrica 55, 1987, which keep ω from
 * being negative; the correction for few periods of D. Harvey, S. Leybourne, P. Newbold, "Testing
 * the equality of prediction mean squared errors", International Journal of Forecasting 13, 1997,
 * equation 9.
 *
 * <p>Forecasts of H steps from one origin share what happened after it, and hours share their day,
 * so differences are correlated over many steps. Newey–West weights fall linearly: L = H − 1 would
 * leave a third of a correlation over H steps out. L + 1 is 2H here, or 1.3·√n where that is more
 * (E. Lazarus, D. Lewis, J. Stock, M. Watson, "HAR inference: recommendations for practice",
 * Journal of Business and Economic Statistics 36, 2018). An estimate of ω from so many lags has
 * 1.5·n/(L+1) degrees of freedom (M. Priestley, "Spectral analysis and time series", 1981, section
 * 6.2, for the triangular window), and Student's t has those, at most n − 1.
 *
 * @param meanDifference d̄, below 0 where the first forecaster is better; NaN without periods
 * @param statistic S; NaN where the test cannot tell
 * @param pValue two-sided; NaN where the test cannot tell
 * @param periods n
 * @param lags L
 */
public record DieboldMariano(
    double meanDifference, double statistic, double pValue, int periods, int lags) {

  /** With fewer periods than these, or than three horizons, the test says nothing. */
  static final int MIN_PERIODS = 8;

  /**
   * Tests the differences.
   *
   * @param differences loss of the first minus loss of the second, one per target step in order
   * @param horizon H
   */
  public static DieboldMariano of(double[] differences, int horizon) {
    int n = differences.length;
    int lags = Math.max(2 * horizon, (int) Math.ceil(1.3 * Math.sqrt(n))) - 1;
    double mean = n == 0 ? Double.NaN : StatUtils.mean(differences);
    double variance = longRunVariance(differences, mean, lags) / n;
    if (n < Math.max(MIN_PERIODS, 3 * horizon) || !(variance > 0)) {
      return new DieboldMariano(mean, Double.NaN, Double.NaN, n, lags);
    }
    double h = horizon;
    double correction = Math.sqrt((n + 1 - 2 * h + h * (h - 1) / n) / n);
    double statistic = mean / Math.sqrt(variance) * correction;
    double freedom = Math.min(n - 1.0, 1.5 * n / (lags + 1));
    double p = 2 * new TDistribution(freedom).cumulativeProbability(-Math.abs(statistic));
    return new DieboldMariano(mean, statistic, p, n, lags);
  }

  private static double longRunVariance(double[] d, double mean, int lags) {
    double sum = autocovariance(d, mean, 0);
    for (int k = 1; k <= lags; k++) {
      sum += 2 * (1 - k / (lags + 1.0)) * autocovariance(d, mean, k);
    }
    return sum;
  }

  private static double autocovariance(double[] d, double mean, int lag) {
    double sum = 0;
    for (int t = lag; t < d.length; t++) {
      sum += (d[t] - mean) * (d[t - lag] - mean);
    }
    return sum / d.length;
  }

  /** As it stands in {@code result.json}; what is not known is absent, and a note says why. */
  Map<String, Object> toJson(String metric) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("metric", metric);
    if (periods > 0) {
      json.put("meanDifference", meanDifference);
    }
    json.put("periods", periods);
    if (Double.isNaN(pValue)) {
      json.put("note", "Cannot tell: too few periods, or the losses do not differ.");
    } else {
      json.put("statistic", statistic);
      json.put("pValue", pValue);
    }
    json.put(
        "method",
        "Diebold-Mariano on losses per target step; Newey-West, %d lags; Harvey-Leybourne-Newbold"
            .formatted(lags));
    return json;
  }
}
