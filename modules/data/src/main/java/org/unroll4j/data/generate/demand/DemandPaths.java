package org.unroll4j.data.generate.demand;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.unroll4j.data.distribution.Empirical;

/**
 * Averages the law of each coming hour over paths of the hours before it: what is left to chance in
 * the hour itself is added up and not drawn.
 */
final class DemandPaths {
  private static final double NEGLIGIBLE = 1e-12;

  private final SeriesPlan plan;
  private final double[][] masses;

  DemandPaths(SeriesPlan plan, int hours) {
    this.plan = plan;
    this.masses = new double[hours][1];
  }

  /** Lets one walk go through the hours after a step. */
  void add(Walk walk, int step) {
    for (int h = 1; h <= masses.length; h++) {
      masses[h - 1] = plus(masses[h - 1], walk.expected(step + h));
      if (h < masses.length) {
        walk.next(step + h);
      }
    }
  }

  private double[] plus(double[] sums, double expected) {
    double[] target = sums;
    DemandLaw.Mass mass = plan.product().category().law().mass(expected);
    double left = 1;
    while (left > NEGLIGIBLE && !mass.isOver()) {
      if (mass.count() == target.length) {
        target = Arrays.copyOf(target, 2 * target.length);
      }
      target[mass.count()] += mass.value();
      left -= mass.value();
      mass.next();
    }
    return target;
  }

  /** The average law of the hour h = 1, 2 … after the step. */
  Empirical sample(int h) {
    double[] weights = masses[h - 1];
    int[] counts = IntStream.range(0, weights.length).filter(k -> weights[k] > 0).toArray();
    return Empirical.of(
        Arrays.stream(counts).mapToDouble(k -> k).toArray(),
        Arrays.stream(counts).mapToDouble(k -> weights[k]).toArray());
  }
}
