package org.unroll4j.data.windows;

import org.unroll4j.data.DataException;

/**
 * Which steps are forecast.
 *
 * @param firstTarget the first step that a loss may look at
 * @param lastTarget the last one
 * @param stride steps between the origins of a series
 */
public record WindowRange(int firstTarget, int lastTarget, int stride) {

  public WindowRange {
    if (firstTarget > lastTarget || stride < 1) {
      throw new DataException(
          "WindowRange: expected firstTarget ≤ lastTarget and stride ≥ 1, but was %d, %d and %d."
              .formatted(firstTarget, lastTarget, stride));
    }
  }
}
