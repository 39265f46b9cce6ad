package org.unroll4j.studies.demand.baselines;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.distribution.PointMass;

/**
 * The last value of the seasonally adjusted series, times the seasonal factor of the target: the
 * benchmark that OWA is measured against (S. Makridakis, E. Spiliotis, V. Assimakopoulos, The M4
 * Competition: 100,000 time series and 61 forecasting methods, International Journal of Forecasting
 * 36 (2020) 54–74, table 2).
 *
 * <p>Factors are those of a {@link ClassicalDecomposition} if the autocorrelation at the season is
 * significant at 90 %; otherwise, and for a season of one step, this is the last value. Missing
 * values are left out of the history before that, so that the steps on both sides become
 * neighbours; with nothing known it is 0.
 *
 * @param horizon number of steps
 * @param season steps of a season; 1 if there is none
 */
public record Naive2(int horizon, int season) implements PlainBaseline {

  @Override
  public String name() {
    return "naive2";
  }

  @Override
  public String description() {
    return "The last value, seasonally adjusted as in the M4 competition (season of %d steps)."
        .formatted(season);
  }

  @Override
  public List<Distribution> steps(Past past) {
    double[] history = past.knownValues();
    int last = history.length - 1;
    if (last < 0) {
      return Collections.nCopies(horizon, new PointMass(0));
    }
    double[] factors = ClassicalDecomposition.factorsIfSeasonal(history, season);
    double level = history[last] / factors[last % season];
    Distribution[] steps = new Distribution[horizon];
    Arrays.setAll(steps, i -> new PointMass(level * factors[(last + 1 + i) % season]));
    return Arrays.asList(steps);
  }
}
