package org.unroll4j.data.generate;

import java.util.Arrays;
import org.unroll4j.data.DataException;

/**
 * The forward filter of a {@link MarkedProcess}: the distribution of the hidden state given all
 * events so far, their types, times and prices.
 *
 * <pre>{@code
 * αₙ(s) ∝ [αₙ₋₁·exp(D₀·Δt)](s) · eventRate(s) · marks(s, type) · density(price | s)     [S]
 * }</pre>
 */
final class SessionFilter {
  private final MarkedProcess process;
  private final Uniformisation silence;

  SessionFilter(MarkedProcess process) {
    this.process = process;
    this.silence = new Uniformisation(process.silentGenerator());
  }

  /** The belief after the opening event. */
  double[] open(String type, double price) {
    return weighed(process.initial().clone(), type, price);
  }

  /**
   * The belief after one more event.
   *
   * @param belief after the event before, sums to 1
   * @param minutes since the event before
   * @param price NaN: the price is not known, and nothing is concluded from it
   */
  double[] next(double[] belief, double minutes, String type, double price) {
    double[] carried = silence.apply(belief, minutes);
    for (int s = 0; s < carried.length; s++) {
      carried[s] *= process.eventRate()[s];
    }
    return weighed(carried, type, price);
  }

  private double[] weighed(double[] prior, String type, double price) {
    int mark = process.types().indexOf(type);
    if (mark < 0) {
      throw new DataException(
          "SessionFilter: the process has no event type \"%s\"; it has %s."
              .formatted(type, process.types()));
    }
    double[] logDensity = logPriceDensity(price);
    double largest = Arrays.stream(logDensity).max().orElseThrow();
    double total = 0;
    for (int s = 0; s < prior.length; s++) {
      prior[s] *= process.marks()[s][mark] * Math.exp(logDensity[s] - largest);
      total += prior[s];
    }
    if (!(total > 0)) {
      throw new DataException(
          "SessionFilter: a %s event is impossible at this place of a session.".formatted(type));
    }
    for (int s = 0; s < prior.length; s++) {
      prior[s] /= total;
    }
    return prior;
  }

  private double[] logPriceDensity(double price) {
    double[] result = new double[process.states()];
    if (!Double.isNaN(price)) {
      for (int s = 0; s < result.length; s++) {
        double z =
            (Math.log(price) - process.prices().logMean()[s]) / process.prices().logDeviation();
        result[s] = -z * z / 2;
      }
    }
    return result;
  }
}
