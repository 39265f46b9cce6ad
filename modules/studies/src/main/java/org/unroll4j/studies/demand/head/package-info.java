/**
 * What the outputs of a network mean: from a few numbers per step to a distribution, and the loss
 * of those numbers with its gradient.
 *
 * <p>{@link org.unroll4j.studies.demand.head.Heads} makes a {@link
 * org.unroll4j.studies.demand.head.Head} of a {@link org.unroll4j.studies.demand.head.HeadConfig};
 * {@link org.unroll4j.studies.demand.head.HeadLoss} carries one into a network.
 */
package org.unroll4j.studies.demand.head;
