package org.unroll4j.studies.demand.head;

/**
 * The logarithm of a probability and its derivatives.
 *
 * @param log of the probability
 * @param byLogMean ∂/∂ log μ
 * @param byLogDispersion ∂/∂ log α; 0 where there is no dispersion
 */
record Term(double log, double byLogMean, double byLogDispersion) {

  static final Term CERTAIN = new Term(0, 0, 0);

  /** That of the product of probabilities. */
  Term plus(Term other) {
    return new Term(
        log + other.log, byLogMean + other.byLogMean, byLogDispersion + other.byLogDispersion);
  }

  /** That of the quotient of probabilities. */
  Term minus(Term other) {
    return new Term(
        log - other.log, byLogMean - other.byLogMean, byLogDispersion - other.byLogDispersion);
  }
}
