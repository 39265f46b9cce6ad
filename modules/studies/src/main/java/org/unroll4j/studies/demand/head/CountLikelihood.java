package org.unroll4j.studies.demand.head;

import org.unroll4j.data.distribution.Counts;

/** Probabilities of a count X with derivatives by its parameters. */
interface CountLikelihood {

  /** P(X = k). */
  Term mass(long k);

  /** P(X ≥ k). */
  Term tail(long k);

  /** The distribution of X. */
  Counts counts();
}
