package org.unroll4j.dl4j;

/**
 * One array of a layer's parameters as Deeplearning4j sees it.
 *
 * @param key the name in the layer's parameter table
 * @param kind what it is multiplied with, or that it is a bias
 * @param fanIn what Deeplearning4j's weight initialisation takes as number of inputs
 * @param fanOut what Deeplearning4j's weight initialisation takes as number of outputs
 * @param shape its sizes
 */
record ParameterSpec(String key, Kind kind, long fanIn, long fanOut, long... shape) {

  /** W of the cell, [F, G·H]. */
  static final String INPUT_WEIGHTS = "W";

  /** R of the cell, [H, G·H]. */
  static final String RECURRENT_WEIGHTS = "RW";

  /** b of the cell, [G·H]. */
  static final String BIAS = "b";

  /** The bias inside a GRU's reset gate, [H]. */
  static final String RECURRENT_BIAS = "bR";

  /** The peepholes of an LSTM, [3H]. */
  static final String PEEPHOLES = "P";

  /** From an LSTM's units to its outputs, [H, P]. */
  static final String PROJECTION = "WR";

  /** The second bias of a layer that has two, as long as it adds to the first. */
  static final String SECOND_BIAS = "b2";

  /** The three roles that Deeplearning4j's configuration tells apart. */
  enum Kind {
    INPUT_WEIGHTS,
    RECURRENT_WEIGHTS,
    BIAS
  }

  static ParameterSpec bias(String key, long length) {
    return new ParameterSpec(key, Kind.BIAS, length, length, length);
  }

  /** Vectors start at zero, unless the layer says what the bias starts with. */
  boolean startsAtZero() {
    return shape.length == 1;
  }

  boolean isBias() {
    return kind == Kind.BIAS;
  }

  long length() {
    long length = 1;
    for (long size : shape) {
      length *= size;
    }
    return length;
  }
}
