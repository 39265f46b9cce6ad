package org.unroll4j.studies.demand.conformal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.studies.demand.forecast.Forecast;
import org.unroll4j.studies.demand.forecast.Forecaster;
import org.unroll4j.studies.demand.scores.ScoreFrame;

/**
 * Another forecaster with its intervals corrected, so that they hold as often as they say (Y.
 * Romano, E. Patterson, E. Candès, "Conformalized quantile regression", NeurIPS 2019, section 4).
 *
 * <pre>{@code
 * E(i) = max(low(i) − y(i), y(i) − high(i)) / scale(i)          of each validation target i
 * Q    = the ⌈(n + 1)·(1 − α)⌉-th smallest of the n E(i)
 * [low − Q·scale, high + Q·scale]                               holds with at least 1 − α
 * }</pre>
 *
 * <p>Where the forecast is of something that cannot be negative and low is 0, only high can be
 * missed, and only high moves. There is a Q for each interval and each group of steps of the
 * horizon. The promise holds for targets that are exchangeable with those of the validation part,
 * if that has at least 1/α of them; with fewer, Q is the largest E(i), and without any it is 0. The
 * correction leaves the median and the mean, and keeps intervals nested: one that would be inside a
 * narrower one is widened.
 *
 * @param base whose forecasts are corrected
 * @param correction by how much
 */
public record ConformalForecaster(Forecaster base, ConformalCorrection correction)
    implements Forecaster {

  /** Days over which the scale of a series is taken. */
  private static final int SCALE_DAYS = 28;

  /** Least scale where values are multiples of nothing. */
  private static final double TINY = 1e-9;

  /**
   * Learns the correction.
   *
   * @param base fitted without the validation part
   * @param validation the targets to learn from
   * @param origins their origins, in any order
   * @param sellableOnly whether to pass over stock-outs
   * @throws IllegalArgumentException if there are no targets
   */
  public static ConformalForecaster fit(
      Forecaster base, ScoreFrame validation, List<Origin> origins, boolean sellableOnly) {
    SeriesTable table = validation.actuals();
    ConformalCorrection scales =
        new ConformalCorrection(
            validation.horizon(),
            table.frequency().steps(SCALE_DAYS),
            Math.max(TINY, table.unit()),
            table.unit(),
            new int[0],
            new double[0][]);
    Misses misses = new Misses(validation, scales, sellableOnly);
    misses.addAll(base, origins);
    return new ConformalForecaster(base, misses.correction());
  }

  @Override
  public String name() {
    return base.name();
  }

  @Override
  public List<Forecast> forecast(SeriesTable table, List<Origin> origins) {
    return base.forecast(table, origins).stream().map(f -> correct(f, table)).toList();
  }

  private Forecast correct(Forecast forecast, SeriesTable table) {
    Origin origin = forecast.origin();
    double scale = correction.scale(table, origin.series(), origin.step());
    List<Distribution> corrected = new ArrayList<>();
    for (int h = 1; h <= forecast.steps().size(); h++) {
      double[] shifts =
          Arrays.stream(correction.shifts()[correction.group(h)]).map(q -> q * scale).toArray();
      corrected.add(
          CorrectedDistribution.of(forecast.steps().get(h - 1), shifts, correction.unit()));
    }
    return new Forecast(origin, corrected);
  }
}
