package org.unroll4j.interop.keras;

import static org.unroll4j.interop.WeightFileException.quote;

import java.nio.file.Path;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.unroll4j.core.cell.GruCell.Reset;
import org.unroll4j.core.cell.GruParameters;
import org.unroll4j.core.cell.LstmParameters;
import org.unroll4j.core.cell.RnnParameters;
import org.unroll4j.interop.WeightFileException;

/**
 * One recurrent cell of Keras.
 *
 * <pre>{@code
 * kernel             [F, G·H]     LSTM i, f, c, o, as here; GRU z, r, h, here r, z, n
 * recurrent_kernel   [H, G·H]
 * bias               [G·H], or [2, 3H] for a GRU with reset_after
 * }</pre>
 *
 * @param bias null for a layer with {@code use_bias=False}
 */
record KerasUnit(Path file, String path, INDArray kernel, INDArray recurrent, INDArray bias) {

  /** Checks the shapes. */
  KerasUnit {
    long hidden = recurrent.rank() == 2 ? recurrent.size(0) : 0;
    long columns = hidden == 0 ? 0 : recurrent.size(1);
    long gates = hidden == 0 ? 0 : columns / hidden;
    boolean known = gates == 1 || gates == 3 || gates == 4;
    if (!known || columns != gates * hidden || kernel.rank() != 2 || kernel.size(1) != columns) {
      throw refused(
          file,
          path,
          "has kernels of shapes %s and %s, which are none of a SimpleRNN, GRU or LSTM"
              .formatted(Arrays.toString(kernel.shape()), Arrays.toString(recurrent.shape())));
    }
    if (kernel.dataType() != recurrent.dataType()
        || (bias != null && bias.dataType() != kernel.dataType())) {
      throw refused(file, path, "has arrays of different types");
    }
  }

  /** 1 for a SimpleRNN, 3 for a GRU, 4 for an LSTM. */
  int gates() {
    return (int) (recurrent.size(1) / recurrent.size(0));
  }

  LstmParameters lstm() {
    return new LstmParameters(kernel, recurrent, oneBias());
  }

  RnnParameters rnn() {
    return new RnnParameters(kernel, recurrent, oneBias());
  }

  /** Where the reset gate of a GRU acts: with {@code reset_after} there are two biases. */
  Reset reset() {
    if (bias == null) {
      throw refused(
          file, path, "is a GRU without biases, which does not say whether it has reset_after");
    }
    return bias.rank() == 2 ? Reset.AFTER_PRODUCT : Reset.BEFORE_PRODUCT;
  }

  GruParameters gru() {
    long h = recurrent.size(0);
    INDArray w = resetFirst(kernel);
    INDArray r = resetFirst(recurrent);
    if (reset() == Reset.BEFORE_PRODUCT) {
      INDArray b = resetFirst(row(oneBias())).reshape(3 * h);
      return new GruParameters(w, r, b, Nd4j.zeros(w.dataType(), h));
    }
    INDArray candidate = inner(bias).get(NDArrayIndex.interval(2 * h, 3 * h)).dup();
    INDArray outer = resetFirst(row(bias.getRow(0).dup())).reshape(3 * h);
    return new GruParameters(w, r, outer, candidate);
  }

  /** What a second bias adds to the first: of a GRU with two rows, its r and z. [2H] */
  INDArray secondBias() {
    long h = recurrent.size(0);
    return inner(bias).get(NDArrayIndex.interval(0, 2 * h)).dup();
  }

  /** The second row in our order. [3H] */
  private INDArray inner(INDArray rows) {
    requireShape(2, kernel.size(1));
    return resetFirst(row(rows.getRow(1).dup())).reshape(kernel.size(1));
  }

  private INDArray oneBias() {
    if (bias == null) {
      return Nd4j.zeros(kernel.dataType(), kernel.size(1));
    }
    requireShape(kernel.size(1));
    return bias;
  }

  private void requireShape(long... expected) {
    if (!Arrays.equals(bias.shape(), expected)) {
      throw refused(
          file,
          path,
          "must have a bias of shape %s, but has %s"
              .formatted(Arrays.toString(expected), Arrays.toString(bias.shape())));
    }
  }

  private static INDArray row(INDArray vector) {
    return vector.reshape('c', 1, vector.length());
  }

  /** The first two of three blocks of columns exchanged. */
  private static INDArray resetFirst(INDArray matrix) {
    long h = matrix.size(1) / 3;
    return Nd4j.concat(
        1, block(matrix, h, 2 * h), block(matrix, 0, h), block(matrix, 2 * h, 3 * h));
  }

  private static INDArray block(INDArray matrix, long from, long to) {
    return matrix.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup('c');
  }

  static WeightFileException refused(Path file, String path, String reason) {
    return new WeightFileException(file, "cannot be used: %s %s.".formatted(quote(path), reason));
  }
}
