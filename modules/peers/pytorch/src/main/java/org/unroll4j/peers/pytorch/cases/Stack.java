package org.unroll4j.peers.pytorch.cases;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.PackedSequence;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.CellKind;
import org.unroll4j.validation.peer.Directions;
import org.unroll4j.validation.peer.Padding;
import org.unroll4j.validation.peer.Structure;

/** What {@code nn.RNN}, {@code nn.LSTM} and {@code nn.GRU} compute, with packed sequences. */
final class Stack {

  private final Case asked;
  private final TensorVector parameters;
  private final boolean training;

  Stack(Case asked, Parameters parameters) {
    this.asked = asked;
    this.parameters = parameters.vector();
    this.training = asked.walk().goesBack();
  }

  /**
   * What a stack returns.
   *
   * @param outputs of all steps, [T, N, O·D]
   * @param states h and, for an LSTM, c, each [units, N, O] or [units, N, H]
   */
  record Output(Tensor outputs, List<Tensor> states) {}

  /** Sequences [T, N, F], packed if they are padded. */
  Output forward(Tensor x, List<Tensor> states) {
    return asked.padding() == Padding.NONE ? whole(x, states) : packed(x, states);
  }

  private Output whole(Tensor x, List<Tensor> states) {
    Structure s = asked.structure();
    boolean both = s.directions() == Directions.BOTH;
    int layers = s.layers();
    double dropout = asked.walk().dropout();
    Tensor h = states.get(0);
    return switch (s.cell()) {
      case RNN_TANH ->
          output(torch.rnn_tanh(x, h, parameters, true, layers, dropout, training, both, false));
      case RNN_RELU ->
          output(torch.rnn_relu(x, h, parameters, true, layers, dropout, training, both, false));
      case GRU_RESET_AFTER ->
          output(torch.gru(x, h, parameters, true, layers, dropout, training, both, false));
      case LSTM, LSTM_PROJECTION ->
          output(
              torch.lstm(
                  x, vector(states), parameters, true, layers, dropout, training, both, false));
      case LSTM_PEEPHOLES, GRU_RESET_BEFORE -> throw unknown(s.cell());
    };
  }

  /** Sorts by length, packs, computes, pads, and sorts back, as PyTorch's modules do. */
  private Output packed(Tensor x, List<Tensor> states) {
    long[] lengths = Arrays.stream(asked.lengths()).asLongStream().toArray();
    PackedSequence in =
        torch.pack_padded_sequence(x, Tensor.create(lengths, lengths.length), false, false);
    List<Tensor> sorted =
        states.stream().map(state -> state.index_select(1, in.sorted_indices())).toList();
    Output result = rows(in, sorted);
    PackedSequence out =
        new PackedSequence(
            result.outputs(), in.batch_sizes(), in.sorted_indices(), in.unsorted_indices());
    Tensor padded = torch.pad_packed_sequence(out, false, 0.0, new LongOptional(x.size(0))).get0();
    return new Output(
        padded,
        result.states().stream()
            .map(state -> state.index_select(1, in.unsorted_indices()))
            .toList());
  }

  private Output rows(PackedSequence in, List<Tensor> states) {
    Structure s = asked.structure();
    boolean both = s.directions() == Directions.BOTH;
    int layers = s.layers();
    double dropout = asked.walk().dropout();
    Tensor x = in.data();
    Tensor sizes = in.batch_sizes();
    Tensor h = states.get(0);
    return switch (s.cell()) {
      case RNN_TANH ->
          output(torch.rnn_tanh(x, sizes, h, parameters, true, layers, dropout, training, both));
      case RNN_RELU ->
          output(torch.rnn_relu(x, sizes, h, parameters, true, layers, dropout, training, both));
      case GRU_RESET_AFTER ->
          output(torch.gru(x, sizes, h, parameters, true, layers, dropout, training, both));
      case LSTM, LSTM_PROJECTION ->
          output(
              torch.lstm(
                  x, sizes, vector(states), parameters, true, layers, dropout, training, both));
      case LSTM_PEEPHOLES, GRU_RESET_BEFORE -> throw unknown(s.cell());
    };
  }

  private static TensorVector vector(List<Tensor> tensors) {
    return new TensorVector(tensors.toArray(new Tensor[0]));
  }

  private static Output output(T_TensorTensor_T result) {
    return new Output(result.get0(), List.of(result.get1()));
  }

  private static Output output(T_TensorTensorTensor_T result) {
    return new Output(result.get0(), List.of(result.get1(), result.get2()));
  }

  private static IllegalArgumentException unknown(CellKind cell) {
    return new IllegalArgumentException("PyTorch has no " + cell.label());
  }
}
