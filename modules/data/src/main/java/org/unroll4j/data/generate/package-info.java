/**
 * Sessions of a shop that does not exist, and the exact probability of a purchase in them.
 *
 * <p>{@link org.unroll4j.data.generate.SessionGenerator} draws from a hidden Markov chain in
 * continuous time, {@link org.unroll4j.data.generate.SessionOracle} filters it.
 */
package org.unroll4j.data.generate;
