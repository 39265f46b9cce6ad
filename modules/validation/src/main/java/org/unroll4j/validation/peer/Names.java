package org.unroll4j.validation.peer;

/** The names of parameters, states and quantities. */
public final class Names {

  /** W, multiplied with the input. [F, G·H] */
  public static final String INPUT_WEIGHTS = "W";

  /** R, multiplied with the hidden state. [O, G·H] */
  public static final String RECURRENT_WEIGHTS = "R";

  /** b, added to x·W. [G·H] */
  public static final String BIAS = "b";

  /** The second bias, added to h·R; only where a case has two. [G·H] */
  public static final String RECURRENT_BIAS = "b2";

  /** Of a GRU with reset after and one bias: the bias inside the reset gate. [H] */
  public static final String CANDIDATE_BIAS = "bn";

  /** p, the peepholes of i, f and o, one after the other. [3H] */
  public static final String PEEPHOLES = "p";

  /** V, the projection. [H, O] */
  public static final String PROJECTION = "V";

  /** The hidden state h. [N, O] */
  public static final String HIDDEN = "h";

  /** The cell state c. [N, H] */
  public static final String CELL = "c";

  /** Quantity: the last layer's outputs, zero where a step is not valid. [T, N, O·D] */
  public static final String OUTPUTS = "outputs";

  /** Quantity: the loss, a single number. [1] */
  public static final String LOSS = "loss";

  /** Quantity: the gradient of the inputs, zero where a step is not valid. [T, N, F] */
  public static final String GRADIENT_OF_X = "gradient of x";

  private Names() {}

  /** Quantity, per unit: {@code final h}. */
  public static String finalState(String state) {
    return "final " + state;
  }

  /** Quantity, per unit: {@code gradient of W}. */
  public static String gradient(String parameter) {
    return "gradient of " + parameter;
  }

  /** Quantity, per unit: {@code gradient of h0}. */
  public static String gradientOfInitial(String state) {
    return "gradient of " + state + "0";
  }
}
