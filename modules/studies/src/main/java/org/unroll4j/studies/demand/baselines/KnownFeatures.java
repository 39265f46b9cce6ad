package org.unroll4j.studies.demand.baselines;

/** How far known covariates of a target are from those of the last days at the same time. */
final class KnownFeatures {

  private static final int PERIODS = 7;

  private final FeatureState state;

  KnownFeatures(FeatureState state) {
    this.state = state;
  }

  /** Covariate c at the target less its mean over the last seven seasons up to the origin. */
  double change(Past past, int c, int h) {
    int period = Math.max(1, state.seasons().primary());
    int nearest = Past.periodsBack(h, period) * period - h;
    double sum = 0;
    int count = 0;
    for (int season = 0; season < PERIODS; season++) {
      double value = past.known(c, past.origin() - nearest - season * period);
      if (!Double.isNaN(value)) {
        sum += value;
        count++;
      }
    }
    return count == 0 ? Double.NaN : past.known(c, past.origin() + h) - sum / count;
  }

  /** Mean of past covariate c over the last season. */
  double pastMean(Past past, int c) {
    int steps = Math.max(PERIODS, state.seasons().primary());
    double sum = 0;
    int count = 0;
    for (int back = 0; back < steps; back++) {
      double value = past.past(c, past.origin() - back);
      if (!Double.isNaN(value)) {
        sum += value;
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }
}
