package org.unroll4j.data.distribution;

/**
 * Counts that are switched off now and then: zero with probability π, else as given.
 *
 * <pre>{@code
 * Y = 0 with probability π, else X        P(Y > k) = (1 − π)·P(X > k)
 * }</pre>
 *
 * @param off π, 0 … 1
 * @param base the distribution of X
 */
public record ZeroInflated(double off, Counts base) implements Counts {

  public ZeroInflated {
    if (!(off >= 0 && off <= 1)) {
      throw new IllegalArgumentException(
          "ZeroInflated: the probability must lie between 0 and 1, but was %s.".formatted(off));
    }
  }

  @Override
  public double mean() {
    return (1 - off) * base.mean();
  }

  @Override
  public double survival(long k) {
    return (1 - off) * base.survival(k);
  }

  @Override
  public double logMass(long k) {
    double log = Math.log1p(-off) + base.logMass(k);
    return k == 0 ? Math.log(off + Math.exp(log)) : log;
  }

  @Override
  public long inverseSurvival(double s) {
    return base.inverseSurvival(s / (1 - off));
  }

  @Override
  public double limitedMean(double y) {
    return (1 - off) * base.limitedMean(y);
  }

  @Override
  public double meanOfSmaller() {
    return (1 - off) * (1 - off) * base.meanOfSmaller();
  }
}
