package org.unroll4j.studies.demand.forecast;

import java.util.List;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.windows.Origin;

/**
 * What somebody said at an origin about the steps after it.
 *
 * @param origin the series and the last step that was known
 * @param steps one distribution per step of the horizon: entry h − 1 is of step {@code
 *     origin.step() + h}; values are in the units of the table
 */
public record Forecast(Origin origin, List<Distribution> steps) {

  /** Copies the list. */
  public Forecast {
    steps = List.copyOf(steps);
  }
}
