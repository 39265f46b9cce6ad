package org.unroll4j.data.split;

import org.unroll4j.data.DataException;

/** Shares of the three parts; each above 0, together 1. */
public record Shares(double train, double validation, double test) {

  public Shares {
    if (!(train > 0 && validation > 0 && test > 0)
        || Math.abs(train + validation + test - 1) > 1e-6) {
      throw new DataException(
          "Split: the shares must be above 0 and sum to 1, but were %s, %s, %s."
              .formatted(train, validation, test));
    }
  }
}
