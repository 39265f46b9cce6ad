package org.unroll4j.interop.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.GruCell.Reset;
import org.unroll4j.core.cell.GruGate;
import org.unroll4j.core.cell.GruParameters;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.LstmGate;
import org.unroll4j.core.cell.PeepholeLstmCell;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.cell.TwoBiasCell;
import org.unroll4j.core.cell.TwoBiasParameters;

/**
 * What ONNX calls a cell and in which order it keeps the blocks of the gates.
 *
 * @param operator LSTM, GRU or RNN
 * @param blocks for each of ONNX's blocks, the index of the same gate's block here
 */
record OnnxCell(String operator, List<Integer> blocks) {

  /** Input, output, forget, candidate. */
  static final OnnxCell LSTM =
      of("LSTM", LstmGate.INPUT, LstmGate.OUTPUT, LstmGate.FORGET, LstmGate.CANDIDATE);

  /** Update, reset, candidate. */
  static final OnnxCell GRU = of("GRU", GruGate.UPDATE, GruGate.RESET, GruGate.CANDIDATE);

  /** One block. */
  static final OnnxCell RNN = new OnnxCell("RNN", List.of(0));

  private static OnnxCell of(String operator, Enum<?>... gates) {
    return new OnnxCell(operator, Arrays.stream(gates).map(Enum::ordinal).toList());
  }

  /**
   * ONNX's name for one of our cells.
   *
   * @throws IllegalArgumentException if ONNX has no operator for it
   */
  static OnnxCell of(Cell<?, ?, ?> cell) {
    Cell<?, ?, ?> single = single(cell);
    if (single instanceof LstmCell || single instanceof PeepholeLstmCell) {
      return LSTM;
    }
    if (single instanceof GruCell) {
      return GRU;
    }
    if (single instanceof RnnCell) {
      return RNN;
    }
    throw new IllegalArgumentException(
        "ONNX has no operator for the cell %s; it has LSTM (also with peepholes, not with a projection), GRU and RNN."
            .formatted(cell.name()));
  }

  /** The cell with one bias: in ONNX every cell has room for two. */
  static Cell<?, ?, ?> single(Cell<?, ?, ?> cell) {
    return cell instanceof TwoBiasCell<?, ?, ?> two ? two.cell() : cell;
  }

  int gates() {
    return blocks.size();
  }

  /** Whether there is a cell state beside the hidden state. */
  boolean hasCellState() {
    return this.equals(LSTM);
  }

  /** W of one direction, [G·H, F], from ours, [F, G·H]. */
  INDArray weights(INDArray ours) {
    return reordered(ours.transpose().dup('c'), blocks);
  }

  /** Ours, [F, G·H], from W of one direction, [G·H, F]. */
  INDArray ours(INDArray weights) {
    return reordered(weights, inverse()).transpose().dup('c');
  }

  /** Both biases of one direction, [2·G·H]: those of W, then those of R. */
  INDArray biases(CellParameters<?> ours) {
    INDArray recurrent = ours.bias().like();
    CellParameters<?> single = ours;
    if (ours instanceof TwoBiasParameters<?> two) {
      INDArray second = two.secondBias();
      recurrent.get(NDArrayIndex.interval(0, second.length())).assign(second);
      single = two.single();
    }
    // With the reset gate before the product the second bias has all blocks, and this one is zero.
    if (single instanceof GruParameters gru
        && gru.recurrentBias().amaxNumber().doubleValue() != 0) {
      candidate(recurrent).assign(gru.recurrentBias());
    }
    return Nd4j.concat(0, reordered(ours.bias().dup(), blocks), reordered(recurrent, blocks));
  }

  /**
   * Our bias: the first half.
   *
   * @param biases [2·G·H]
   */
  INDArray ourBias(INDArray biases) {
    return reordered(half(biases, 0).dup(), inverse());
  }

  /**
   * What the second half adds to our bias.
   *
   * @param biases [2·G·H]
   * @param blocks of how many gates it adds
   */
  INDArray ourSecondBias(INDArray biases, int blocks) {
    INDArray second = reordered(half(biases, 1).dup(), inverse());
    return second.get(NDArrayIndex.interval(0, blocks * second.length() / gates())).dup();
  }

  /** The candidate's bias inside the reset gate of a GRU, [H]; zero if the gate acts before. */
  INDArray ourRecurrentBias(INDArray biases, Reset reset) {
    INDArray candidate = candidate(half(biases, 1)).dup();
    return reset == Reset.AFTER_PRODUCT ? candidate : candidate.like();
  }

  /** Peepholes in the other one's order: i, o, f there, i, f, o here. [3H] */
  static INDArray peepholes(INDArray vector) {
    return reordered(vector.dup(), List.of(0, 2, 1));
  }

  private static INDArray half(INDArray biases, int which) {
    long length = biases.length() / 2;
    return biases.get(NDArrayIndex.interval(which * length, (which + 1) * length));
  }

  /** The last block of a GRU's bias, in ONNX's order and in ours. */
  private static INDArray candidate(INDArray bias) {
    long h = bias.length() / 3;
    return bias.get(NDArrayIndex.interval(2 * h, 3 * h));
  }

  private List<Integer> inverse() {
    return IntStream.range(0, gates()).mapToObj(blocks::indexOf).toList();
  }

  /** The blocks of rows in another order. */
  private static INDArray reordered(INDArray array, List<Integer> order) {
    long rows = array.size(0) / order.size();
    return Nd4j.concat(
        0,
        order.stream()
            .map(block -> rows(array, block * rows, (block + 1) * rows))
            .toArray(INDArray[]::new));
  }

  private static INDArray rows(INDArray array, long from, long to) {
    return array.rank() == 1
        ? array.get(NDArrayIndex.interval(from, to)).dup()
        : array.get(NDArrayIndex.interval(from, to), NDArrayIndex.all()).dup('c');
  }
}
