package org.unroll4j.studies.demand.scores;

import java.util.Arrays;

/**
 * Losses by target step, summed over series: what a test of two forecasters looks at. Series of the
 * same hour share their weather and their promotions, so one hour counts as one observation.
 */
final class PeriodLosses {

  private final int from;
  private final long[] targets;
  private final double[] absoluteErrors;
  private final double[] quantileLosses;

  PeriodLosses(int from, int to) {
    this.from = from;
    this.targets = new long[to - from];
    this.absoluteErrors = new double[to - from];
    this.quantileLosses = new double[to - from];
  }

  void add(int step, TargetScore score) {
    targets[step - from]++;
    absoluteErrors[step - from] += score.absoluteError();
    quantileLosses[step - from] += score.quantileLoss();
  }

  /** Adds losses of a part that lies inside this one. */
  void add(PeriodLosses other) {
    for (int i = 0; i < other.targets.length; i++) {
      int here = i + other.from - from;
      targets[here] += other.targets[i];
      absoluteErrors[here] += other.absoluteErrors[i];
      quantileLosses[here] += other.quantileLosses[i];
    }
  }

  /** Mean absolute error here minus there, one entry per step that has targets. */
  double[] absoluteMinus(PeriodLosses other) {
    return minus(absoluteErrors, other, other.absoluteErrors);
  }

  /** Mean quantile loss here minus there, one entry per step that has targets. */
  double[] quantileMinus(PeriodLosses other) {
    return minus(quantileLosses, other, other.quantileLosses);
  }

  private double[] minus(double[] mine, PeriodLosses other, double[] theirs) {
    if (!Arrays.equals(targets, other.targets)) {
      throw new IllegalArgumentException(
          "DemandComparison: both forecasters must have forecast the same targets, but their"
              + " numbers of targets differ at some step.");
    }
    double[] differences = new double[targets.length];
    int count = 0;
    for (int i = 0; i < targets.length; i++) {
      if (targets[i] > 0) {
        differences[count++] = (mine[i] - theirs[i]) / targets[i];
      }
    }
    return Arrays.copyOf(differences, count);
  }
}
