/**
 * From events to indices and numbers, learnt on the training part only.
 *
 * <p>{@link org.unroll4j.data.features.FeatureEncoder} encodes events of a file and events of a
 * stream by the same code; {@link org.unroll4j.data.features.EncoderState} is all that it has
 * learnt.
 */
package org.unroll4j.data.features;
