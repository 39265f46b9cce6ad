package org.unroll4j.studies.demand.head;

/**
 * What happened at a step.
 *
 * @param y the value
 * @param scale of the series at the origin, positive
 * @param stockout whether the product was sold out, so that y bounds demand from below
 */
public record Target(double y, double scale, boolean stockout) {}
