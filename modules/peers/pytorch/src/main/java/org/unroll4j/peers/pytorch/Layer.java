package org.unroll4j.peers.pytorch;

import java.util.Arrays;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.unroll4j.peers.work.CellKind;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;

/**
 * A recurrent layer in PyTorch with the weights of a problem. Its second bias, which PyTorch always
 * has, is zero except for the part inside the reset gate of a GRU.
 */
final class Layer {

  final Tensor inputWeights;
  final Tensor recurrentWeights;
  final Tensor bias;
  final Tensor recurrentBias;
  private final CellKind cell;

  Layer(Work work, Problem.Weights weights) {
    cell = work.cell();
    Work.Size size = work.size();
    int h = size.hidden();
    int columns = cell.gates() * h;
    float[] second = new float[columns];
    System.arraycopy(
        weights.recurrentBias(), 0, second, columns - h, weights.recurrentBias().length);
    inputWeights = Tensors.transposed(weights.input(), size.inputs(), columns);
    recurrentWeights = Tensors.transposed(weights.recurrent(), h, columns);
    bias = Tensors.of(weights.bias(), columns);
    recurrentBias = Tensors.of(second, columns);
  }

  /**
   * What a layer returns.
   *
   * @param outputs of all steps
   * @param states hidden state and, for an LSTM, cell state, each [1, N, H]
   */
  record Output(Tensor outputs, Tensor... states) {}

  /** The zero state: hidden state and, for an LSTM, cell state, each [1, N, H]. */
  Tensor[] zeroState(int batch) {
    long units = recurrentWeights.size(1);
    Tensor[] states = new Tensor[cell == CellKind.LSTM ? 2 : 1];
    Arrays.setAll(states, i -> torch.zeros(1, batch, units));
    return states;
  }

  /** Whole sequences, [T, N, F]. */
  Output forward(Tensor x, boolean training, Tensor... states) {
    TensorVector weights = weights();
    return switch (cell) {
      case LSTM ->
          output(
              torch.lstm(
                  x, new TensorVector(states), weights, true, 1, 0.0, training, false, false));
      case GRU -> output(torch.gru(x, states[0], weights, true, 1, 0.0, training, false, false));
      case RNN ->
          output(torch.rnn_tanh(x, states[0], weights, true, 1, 0.0, training, false, false));
    };
  }

  /** A packed sequence: the valid steps one below the other. */
  Output forwardPacked(Tensor x, Tensor batchSizes, Tensor... states) {
    TensorVector weights = weights();
    return switch (cell) {
      case LSTM ->
          output(
              torch.lstm(
                  x, batchSizes, new TensorVector(states), weights, true, 1, 0.0, true, false));
      case GRU -> output(torch.gru(x, batchSizes, states[0], weights, true, 1, 0.0, true, false));
      case RNN ->
          output(torch.rnn_tanh(x, batchSizes, states[0], weights, true, 1, 0.0, true, false));
    };
  }

  private TensorVector weights() {
    return new TensorVector(inputWeights, recurrentWeights, bias, recurrentBias);
  }

  private static Output output(T_TensorTensorTensor_T result) {
    return new Output(result.get0(), result.get1(), result.get2());
  }

  private static Output output(T_TensorTensor_T result) {
    return new Output(result.get0(), result.get1());
  }
}
