package org.unroll4j.studies.demand.head;

import org.unroll4j.studies.config.Word;

/** What the loss makes of steps at which the product was sold out. */
public enum Stockouts implements Word {
  /** The sale is what is forecast, sold out or not. */
  OBSERVED,
  /** The step counts in no loss. */
  MASKED,
  /** Demand is forecast; it was at least the sale. */
  CENSORED
}
