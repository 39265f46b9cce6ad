package org.unroll4j.data.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Draws sessions of a {@link MarkedProcess}. Logarithm, exponential and cosine are those of
 * StrictMath, so that the same random numbers give the same session on every machine.
 */
final class ProcessSimulator {
  private final MarkedProcess process;
  private final RandomGenerator random;

  ProcessSimulator(MarkedProcess process, RandomGenerator random) {
    this.process = process;
    this.random = random;
  }

  /**
   * An event of a session.
   *
   * @param minutes since the opening
   * @param type event type
   * @param price NaN where the type carries none
   */
  record Mark(double minutes, String type, double price) {}

  /** A whole session from its opening to its purchase or leave. */
  List<Mark> session() {
    int state = choose(process.initial());
    List<Mark> marks = new ArrayList<>();
    marks.add(mark(0, state));
    continueFrom(state, marks);
    return marks;
  }

  /** What follows when the chain is in {@code state} now: times count from now. */
  List<Mark> continueFrom(int state) {
    List<Mark> marks = new ArrayList<>();
    continueFrom(state, marks);
    return marks;
  }

  private void continueFrom(int start, List<Mark> marks) {
    int state = start;
    double minutes = 0;
    while (true) {
      double total = process.totalRate(state);
      minutes -= StrictMath.log(1 - random.nextDouble()) / total;
      double left = random.nextDouble() * total;
      left -= process.purchaseRate()[state];
      if (left < 0) {
        marks.add(new Mark(minutes, MarkedProcess.PURCHASE, Double.NaN));
        return;
      }
      left -= process.leaveRate()[state];
      if (left < 0) {
        marks.add(new Mark(minutes, MarkedProcess.LEAVE, Double.NaN));
        return;
      }
      left -= process.eventRate()[state];
      if (left < 0) {
        marks.add(mark(minutes, state));
      } else {
        state = choose(process.jumps()[state], left);
      }
    }
  }

  private Mark mark(double minutes, int state) {
    String type = process.types().get(choose(process.marks()[state]));
    MarkedProcess.Prices prices = process.prices();
    if (!prices.types().contains(type)) {
      return new Mark(minutes, type, Double.NaN);
    }
    double log = prices.logMean()[state] + prices.logDeviation() * gaussian();
    return new Mark(minutes, type, Math.max(0.01, Math.round(StrictMath.exp(log) * 100) / 100.0));
  }

  private double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  int choose(double[] probabilities) {
    return choose(probabilities, random.nextDouble());
  }

  private static int choose(double[] weights, double point) {
    int last = 0;
    double left = point;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        last = i;
        left -= weights[i];
        if (left < 0) {
          return i;
        }
      }
    }
    return last;
  }
}
