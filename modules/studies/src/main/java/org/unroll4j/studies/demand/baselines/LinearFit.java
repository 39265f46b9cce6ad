package org.unroll4j.studies.demand.baselines;

import java.util.stream.IntStream;
import org.unroll4j.studies.demand.baselines.ResidualQuantiles.Residuals;

/**
 * Fits a {@link LinearAutoregression}: the penalty is the one with the least squared error on
 * validation; residuals are those of the last fifth of training, by coefficients of the four fifths
 * before it.
 */
final class LinearFit {

  private static final double[] PENALTIES = {1e-3, 1e-2, 1e-1, 1, 10};
  private static final double WITHOUT_VALIDATION = 1e-2;
  private static final int LEAST_ROWS = 100;

  private final FitData data;
  private final FeatureState state;
  private final StepGroups groups;

  LinearFit(FitData data) {
    this.data = data;
    this.state = data.state();
    this.groups = new StepGroups(state.horizon());
  }

  /** Fits it, or returns null if training has too few rows. */
  LinearAutoregression fit() {
    LinearEncoder encoder = new LinearEncoder(state, data.table());
    Rows train = data.train(encoder);
    if (train.size() < LEAST_ROWS) {
      return null;
    }
    Rows validation = data.validation(encoder);
    RidgeFit fit = new RidgeFit(train, i -> true, groups);
    double ridge = best(fit, validation);
    ResidualQuantiles residuals = residuals(train, ridge);
    RidgeFit last =
        data.range().refit() ? new RidgeFit(data.refit(encoder), i -> true, groups) : fit;
    return new LinearAutoregression(state, ridge, last.solve(ridge), residuals);
  }

  private double best(RidgeFit fit, Rows validation) {
    double best = WITHOUT_VALIDATION;
    double least = Double.POSITIVE_INFINITY;
    for (double penalty : PENALTIES) {
      double[] errors = errors(validation, fit.solve(penalty));
      double sum = 0;
      for (int i = 0; i < errors.length; i++) {
        double error = errors[i] * validation.scale()[i];
        sum += error * error;
      }
      if (errors.length > 0 && sum < least) {
        least = sum;
        best = penalty;
      }
    }
    return best;
  }

  private double[] errors(Rows rows, double[][] coefficients) {
    double[] forecasts = forecasts(rows, coefficients);
    return IntStream.range(0, rows.size()).mapToDouble(i -> rows.label(i) - forecasts[i]).toArray();
  }

  private double[] forecasts(Rows rows, double[][] coefficients) {
    return IntStream.range(0, rows.size())
        .mapToDouble(
            i ->
                Math.max(
                    state.least(), rows.dot(i, coefficients[groups.of(rows.horizonStep()[i])])))
        .toArray();
  }

  private ResidualQuantiles residuals(Rows train, double ridge) {
    int[] tail = IntStream.range(0, train.size()).filter(i -> late(train, i)).toArray();
    boolean enough = tail.length >= LEAST_ROWS && train.size() - tail.length >= LEAST_ROWS;
    double[][] coefficients =
        new RidgeFit(train, i -> !enough || !late(train, i), groups).solve(ridge);
    int[] used = enough ? tail : IntStream.range(0, train.size()).toArray();
    double[] forecasts = forecasts(train, coefficients);
    double[] errors = errors(train, coefficients);
    return ResidualQuantiles.fit(
        new Residuals(
            IntStream.of(used).mapToDouble(i -> train.scale()[i]).toArray(),
            IntStream.of(used).mapToDouble(i -> forecasts[i]).toArray(),
            IntStream.of(used).map(i -> train.horizonStep()[i]).toArray(),
            IntStream.of(used).mapToDouble(i -> errors[i]).toArray()),
        FeatureState.levels(),
        state.horizon());
  }

  /** Whether the target lies in the last fifth of the training part of its series. */
  private boolean late(Rows rows, int i) {
    int s = rows.series()[i];
    long first = data.table().first(s);
    return 5 * (rows.target()[i] - first) >= 4 * (data.range().trainEnd()[s] - first);
  }
}
