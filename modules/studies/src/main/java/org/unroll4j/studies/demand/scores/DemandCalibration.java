package org.unroll4j.studies.demand.scores;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.distribution.PointMass;
import org.unroll4j.data.distribution.RandomisedPit;
import org.unroll4j.studies.demand.forecast.Forecast;
import org.unroll4j.studies.network.RandomKey;

/**
 * Whether the probabilities of one forecaster are true: coverage of its intervals, and the
 * histogram of its randomised probability integral transforms (C. Czado, T. Gneiting, L. Held,
 * "Predictive model assessment for count data", Biometrics 65, 2009), which is flat if they are.
 * The random numbers depend on the seed and on which target it is, so forecasts may come in any
 * order. Forecasts without any spread are passed over.
 */
public final class DemandCalibration {

  private static final long PIT = 0x504954;

  private final ScoreFrame frame;
  private final long seed;
  private final int blockSteps;
  private final IntervalCoverage coverage = new IntervalCoverage();
  private final PitHistogram byTime = new PitHistogram();
  private final PitHistogram bySeries = new PitHistogram();

  /**
   * Nothing added yet.
   *
   * @param seed of the randomised transforms
   */
  public DemandCalibration(ScoreFrame frame, long seed) {
    this.frame = frame;
    this.seed = seed;
    this.blockSteps = Math.max(frame.horizon(), frame.actuals().frequency().stepsPerDay());
  }

  /** Adds the targets of forecasts; those whose value is missing are passed over. */
  public void add(List<Forecast> forecasts) {
    add(forecasts, frame);
  }

  /** Adds those targets of forecasts that lie in a part of the frame. */
  public void add(List<Forecast> forecasts, ScoreFrame part) {
    forecasts.forEach(forecast -> add(forecast, part));
  }

  private void add(Forecast forecast, ScoreFrame part) {
    int series = forecast.origin().series();
    for (int h = 1; h <= forecast.steps().size(); h++) {
      int step = forecast.origin().step() + h;
      Distribution distribution = forecast.steps().get(h - 1);
      double value = part.target(series, step);
      if (!Double.isNaN(value) && !(distribution instanceof PointMass)) {
        coverage.add(distribution, value);
        SplittableRandom random = RandomKey.generator(seed, PIT, series, step, h);
        double pit = RandomisedPit.of(distribution, value, random);
        byTime.add(step / blockSteps, pit);
        bySeries.add(series, pit);
      }
    }
  }

  /**
   * {@code calibration}: {@code coverage} and {@code pit}; empty if nothing had a spread. Targets
   * of the same day or the same horizon, whichever is longer, are one cluster of the test. Where
   * there are not enough of those the series are, which is right if the series are unrelated.
   */
  public Map<String, Object> toJson() {
    return toJson(new DemandCalibration(frame, seed));
  }

  /**
   * The same with the coverage of the attainable beside that of the forecaster.
   *
   * @param attainable what the exact distributions of the same targets come to
   */
  public Map<String, Object> toJson(DemandCalibration attainable) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (byTime.clusters() == 0) {
      return json;
    }
    json.put("coverage", coverage.toJson(attainable.coverage));
    boolean time = byTime.clusters() >= UniformityTest.MIN_CLUSTERS;
    json.put("pit", time ? byTime.toJson("time") : bySeries.toJson("series"));
    return json;
  }
}
