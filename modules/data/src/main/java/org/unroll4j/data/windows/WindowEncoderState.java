package org.unroll4j.data.windows;

import java.util.List;

/**
 * All that a {@link WindowEncoder} has learnt, as plain values that go into a file of a run.
 *
 * @param config what a window is
 * @param frequency of the series
 * @param lags in steps
 * @param statics indices of the static texts
 * @param known scales of the known covariates
 * @param past scales of the past covariates
 * @param stockouts whether the series have stock-out flags
 * @param masked whether a step without a value has a flag of its own
 * @param trainingSteps length of the training part; what repeats more slowly is no channel
 * @param logScaleMean mean of the logarithm of the series' scales
 * @param logScaleDeviation its deviation
 * @param smallestScale no scale is below it
 */
public record WindowEncoderState(
    WindowConfig config,
    String frequency,
    List<Integer> lags,
    List<StaticIndex> statics,
    List<CovariateScale> known,
    List<CovariateScale> past,
    boolean stockouts,
    boolean masked,
    int trainingSteps,
    double logScaleMean,
    double logScaleDeviation,
    double smallestScale) {

  public WindowEncoderState {
    lags = List.copyOf(lags);
    statics = List.copyOf(statics);
    known = List.copyOf(known);
    past = List.copyOf(past);
  }

  /** The same for windows of another length; the channels must be the same. */
  public WindowEncoderState with(WindowConfig other) {
    if (other.stepwise() != config.stepwise()) {
      throw new IllegalArgumentException(
          "WindowEncoderState.with: both must be stepwise or none, but they are %s and %s."
              .formatted(config, other));
    }
    return new WindowEncoderState(
        other,
        frequency,
        lags,
        statics,
        known,
        past,
        stockouts,
        masked,
        trainingSteps,
        logScaleMean,
        logScaleDeviation,
        smallestScale);
  }
}
