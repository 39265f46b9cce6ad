package org.unroll4j.studies.demand.head;

import org.hipparchus.special.Gamma;

/** log k!, small ones from a table. */
final class LogFactorial {

  private static final double[] TABLE = new double[1024];

  static {
    for (int k = 2; k < TABLE.length; k++) {
      TABLE[k] = Gamma.logGamma(k + 1.0);
    }
  }

  private LogFactorial() {}

  static double of(long k) {
    return k < TABLE.length ? TABLE[(int) k] : Gamma.logGamma(k + 1.0);
  }
}
