package org.unroll4j.core.cell;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Checks at the door: ND4J would broadcast a wrong shape and mix types without a word. */
public final class Shapes {

  private Shapes() {}

  /**
   * Refuses an array of another shape.
   *
   * @param what the place and the name, for the message: {@code "LstmState: cell"}
   * @param array the array to look at
   * @param dimensions what each expected size means: {@code "[N, H]"}
   * @param expected the expected sizes; -1 accepts any
   * @throws IllegalArgumentException if the array is missing or has another shape
   */
  public static void require(String what, INDArray array, String dimensions, long... expected) {
    if (array == null) {
      throw new IllegalArgumentException(
          what + " must have shape " + dimensions + ", but is missing.");
    }
    long[] actual = array.shape();
    boolean same = actual.length == expected.length;
    for (int i = 0; same && i < expected.length; i++) {
      same = expected[i] < 0 || expected[i] == actual[i];
    }
    if (!same) {
      throw new IllegalArgumentException(
          "%s must have shape %s = %s, but was %s."
              .formatted(what, dimensions, display(expected), Arrays.toString(actual)));
    }
  }

  /**
   * Refuses an array of another type: ND4J mixes FLOAT and DOUBLE silently.
   *
   * @throws IllegalArgumentException if the types differ
   */
  public static void requireType(String what, INDArray array, DataType expected) {
    if (array.dataType() != expected) {
      throw new IllegalArgumentException(
          "%s must have type %s like the parameters, but was %s; convert it with castTo(DataType.%s)."
              .formatted(what, expected, array.dataType(), expected));
    }
  }

  /** W [F, G·H], R [H, G·H] and b [G·H] of a cell with G gates, and one type for all. */
  static void requireCell(
      String parameters,
      int gates,
      INDArray inputWeights,
      INDArray recurrentWeights,
      INDArray bias) {
    String columns = gates == 1 ? "H" : gates + "H";
    String recurrent = "[H, " + columns + "]";
    require(parameters + ": recurrentWeights", recurrentWeights, recurrent, -1, -1);
    long h = recurrentWeights.size(0);
    require(parameters + ": recurrentWeights", recurrentWeights, recurrent, h, gates * h);
    require(parameters + ": inputWeights", inputWeights, "[F, " + columns + "]", -1, gates * h);
    require(parameters + ": bias", bias, "[" + columns + "]", gates * h);
    requireType(parameters + ": recurrentWeights", recurrentWeights, inputWeights.dataType());
    requireType(parameters + ": bias", bias, inputWeights.dataType());
  }

  private static String display(long[] expected) {
    return Arrays.toString(expected).replace("-1", "any");
  }
}
