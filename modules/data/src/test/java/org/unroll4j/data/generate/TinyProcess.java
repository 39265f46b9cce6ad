package org.unroll4j.data.generate;

import java.util.List;
import java.util.Set;

/**
 * A chain of two states small enough to be solved with pencil and paper: a jump leads from 0 to 1.
 */
final class TinyProcess {
  static final double JUMP = 0.7;
  static final double LEAVE = 0.2;
  static final double PURCHASE = 0.5;
  static final double[] EVENTS = {2.0, 1.1};
  static final double[][] MARKS = {{0.9, 0.1}, {0.3, 0.7}};
  static final double[] INITIAL = {0.8, 0.2};
  static final double PRICE_SHIFT = 0.6;

  private TinyProcess() {}

  /** Purchases happen in state 1 only, leaves in both; {@code b} carries a price. */
  static MarkedProcess create() {
    return new MarkedProcess(
        List.of("a", "b"),
        INITIAL,
        new double[][] {{0, JUMP}, {0, 0}},
        EVENTS,
        MARKS,
        new double[] {0, PURCHASE},
        new double[] {LEAVE, LEAVE},
        new MarkedProcess.Prices(Set.of("b"), new double[] {0, PRICE_SHIFT}, 0.5));
  }
}
