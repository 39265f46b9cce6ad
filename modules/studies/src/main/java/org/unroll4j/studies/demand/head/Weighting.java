package org.unroll4j.studies.demand.head;

import org.unroll4j.studies.config.Word;

/** How much a step of a series counts in the loss. */
public enum Weighting implements Word {
  /** SERIES for counts, VOLUME for all others. */
  AUTO,
  /** Each step alike. */
  SERIES,
  /** By the scale of the series. */
  VOLUME
}
