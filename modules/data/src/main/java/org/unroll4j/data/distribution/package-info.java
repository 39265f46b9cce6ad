/**
 * What a forecast says about one value: its whole distribution.
 *
 * <p>{@link org.unroll4j.data.distribution.Distribution} is all that scores need. {@link
 * org.unroll4j.data.distribution.Counts} are distributions of 0, 1, 2, …; {@link
 * org.unroll4j.data.distribution.Scaled} turns them into values.
 */
package org.unroll4j.data.distribution;
