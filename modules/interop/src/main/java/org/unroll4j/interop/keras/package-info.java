/**
 * Recurrent weights of Keras. Source: the documentation of {@code keras.layers.LSTM}, {@code GRU}
 * and {@code SimpleRNN}, and of {@code model.save} and {@code save_weights}.
 */
package org.unroll4j.interop.keras;
