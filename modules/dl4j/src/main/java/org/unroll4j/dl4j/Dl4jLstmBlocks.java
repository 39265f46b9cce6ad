package org.unroll4j.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.unroll4j.core.cell.LstmGate;

/**
 * The order of the gate blocks in Deeplearning4j's {@code LSTM}: candidate, forget, output, input.
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
