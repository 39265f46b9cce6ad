package org.unroll4j.studies.demand.baselines;

import java.util.Collections;
import java.util.List;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.distribution.PointMass;

/**
 * The last known value, for every step; 0 if nothing is known.
 *
 * @param horizon number of steps
 */
public record LastValue(int horizon) implements PlainBaseline {

  @Override
  public String name() {
    return "last";
  }

  @Override
  public String description() {
    return "The last known value.";
  }

  @Override
  public List<Distribution> steps(Past past) {
    return Collections.nCopies(horizon, new PointMass(lastKnown(past)));
  }

  private static double lastKnown(Past past) {
    for (int step = past.origin(); step >= past.first(); step--) {
      float value = past.value(step);
      if (!Float.isNaN(value)) {
        return value;
      }
    }
    return 0;
  }
}
