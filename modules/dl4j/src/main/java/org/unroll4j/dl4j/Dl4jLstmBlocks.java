package org.unroll4j.dl4j;

import static org.unroll4j.dl4j.ParameterSpec.BIAS;
import static org.unroll4j.dl4j.ParameterSpec.INPUT_WEIGHTS;
import static org.unroll4j.dl4j.ParameterSpec.PEEPHOLES;
import static org.unroll4j.dl4j.ParameterSpec.RECURRENT_WEIGHTS;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.unroll4j.core.cell.LstmGate;

/**
 * The order of the gate blocks in Deeplearning4j's {@code LSTM} and {@code GravesLSTM}: candidate,
 * forget, output, input. The peepholes of the latter are the last three columns of its recurrent
 * weights: of the forget, the output and the input gate.
 *
 * <p>That is what its code computes; its comments name the blocks otherwise. Every conversion
 * between the two orders goes through this class.
 */
final class Dl4jLstmBlocks {

  /** The position of each of our gates among Deeplearning4j's blocks. */
  private static int position(LstmGate gate) {
    return switch (gate) {
      case CANDIDATE -> 0;
      case FORGET -> 1;
      case OUTPUT -> 2;
      case INPUT -> 3;
    };
  }

  private Dl4jLstmBlocks() {}

  /** All arrays of an LSTM, from Deeplearning4j's order to i, f, g, o. */
  static Map<String, INDArray> toUnroll(Map<String, INDArray> table) {
    Map<String, INDArray> ours = new LinkedHashMap<>();
    table.forEach((key, array) -> ours.put(key, toUnroll(array)));
    return ours;
  }

  /** All arrays of an LSTM, from i, f, g, o to Deeplearning4j's order. */
  static Map<String, INDArray> toDl4j(Map<String, INDArray> table) {
    Map<String, INDArray> theirs = new LinkedHashMap<>();
    table.forEach((key, array) -> theirs.put(key, toDl4j(array)));
    return theirs;
  }

  /** All arrays of a {@code GravesLSTM} for an LSTM with peepholes. */
  static Map<String, INDArray> toUnrollWithPeepholes(Map<String, INDArray> table) {
    INDArray all = table.get(RECURRENT_WEIGHTS);
    long units = all.size(0);
    INDArray forget = all.getColumn(4 * units);
    INDArray output = all.getColumn(4 * units + 1);
    INDArray input = all.getColumn(4 * units + 2);
    Map<String, INDArray> ours = new LinkedHashMap<>();
    ours.put(INPUT_WEIGHTS, toUnroll(table.get(INPUT_WEIGHTS)));
    INDArray gates = all.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 4 * units));
    ours.put(RECURRENT_WEIGHTS, toUnroll(gates));
    ours.put(BIAS, toUnroll(table.get(BIAS)));
    ours.put(PEEPHOLES, Nd4j.concat(0, input, forget, output));
    return ours;
  }

  /** All arrays of an LSTM with peepholes for a {@code GravesLSTM}. */
  static Map<String, INDArray> toDl4jWithPeepholes(Map<String, INDArray> table) {
    INDArray peepholes = table.get(PEEPHOLES);
    long units = peepholes.length() / 3;
    INDArray columns = peepholes.dup().reshape('c', 3, units).transpose();
    INDArray input = columns.getColumn(0, true);
    INDArray forget = columns.getColumn(1, true);
    INDArray output = columns.getColumn(2, true);
    Map<String, INDArray> theirs = new LinkedHashMap<>();
    theirs.put(INPUT_WEIGHTS, toDl4j(table.get(INPUT_WEIGHTS)));
    INDArray gates = toDl4j(table.get(RECURRENT_WEIGHTS));
    theirs.put(RECURRENT_WEIGHTS, Nd4j.concat(1, gates, forget, output, input));
    theirs.put(BIAS, toDl4j(table.get(BIAS)));
    return theirs;
  }

  /**
   * From Deeplearning4j's order to i, f, g, o.
   *
   * @param array W, RW or b: four blocks side by side in the last dimension
   */
  static INDArray toUnroll(INDArray array) {
    INDArray[] blocks = new INDArray[LstmGate.values().length];
    for (LstmGate gate : LstmGate.values()) {
      blocks[gate.ordinal()] = block(array, position(gate));
    }
    return Nd4j.concat(array.rank() - 1, blocks);
  }

  /**
   * From i, f, g, o to Deeplearning4j's order.
   *
   * @param array W, RW or b: four blocks side by side in the last dimension
   */
  static INDArray toDl4j(INDArray array) {
    INDArray[] blocks = new INDArray[LstmGate.values().length];
    for (LstmGate gate : LstmGate.values()) {
      blocks[position(gate)] = block(array, gate.ordinal());
    }
    return Nd4j.concat(array.rank() - 1, blocks);
  }

  private static INDArray block(INDArray array, int index) {
    long width = array.size(array.rank() - 1) / LstmGate.values().length;
    INDArrayIndex columns = NDArrayIndex.interval(index * width, (index + 1) * width);
    return array.rank() == 1 ? array.get(columns) : array.get(NDArrayIndex.all(), columns);
  }
}
