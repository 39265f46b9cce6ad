package org.unroll4j.studies.evaluation;

import java.util.List;

/**
 * A point of a curve.
 *
 * @param x value on the horizontal axis
 * @param y value on the vertical axis
 */
public record Point(double x, double y) {

  /** {@code [x, y]}, as it stands in {@code result.json}. */
  public List<Double> toJson() {
    return List.of(x, y);
  }
}
