package org.unroll4j.interop.keras;

import org.unroll4j.interop.StackWeights;

/**
 * A SimpleRNN, GRU or LSTM layer of Keras, or a Bidirectional one around two of them.
 *
 * @param name of the layer in the file
 * @param weights a stack of one layer
 */
public record KerasLayer(String name, StackWeights<?, ?> weights) {}
