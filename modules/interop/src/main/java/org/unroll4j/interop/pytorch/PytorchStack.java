package org.unroll4j.interop.pytorch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.network.Directions;
import org.unroll4j.interop.StackWeights;
import org.unroll4j.interop.pytorch.PytorchName.Kind;

/**
 * The arrays of PyTorch's {@code nn.RNN}, {@code nn.LSTM} and {@code nn.GRU} as stacks of ours, and
 * back.
 *
 * <pre>{@code
 * PyTorch                 ours
 * weight_ih   [G·H, F]    inputWeights, transposed        [F, G·H]
 * weight_hh   [G·H, H]    recurrentWeights, transposed    [H, G·H]
 * bias_ih     [G·H]       bias = bias_ih + bias_hh        [G·H]
 * bias_hh     [G·H]       (GRU: its last block is recurrentBias, [H], and not part of the sum)
 * }</pre>
 *
 * <p>Written are our bias as {@code bias_ih} and zeros as {@code bias_hh} (GRU: recurrentBias as
 * its last block). The functions are the same; a model that is trained on in PyTorch moves both
 * biases, so its sum moves twice as fast.
 */
public final class PytorchStack {

  private PytorchStack() {}

  /**
   * Where recurrent modules are among named arrays.
   *
   * @return the prefixes, dot included, in the order of the names; each can be given to {@link
   *     #read}
   */
  public static List<String> prefixes(Set<String> names) {
    return names.stream()
        .flatMap(name -> PytorchName.parse(name).stream())
        .map(PytorchName::prefix)
        .distinct()
        .toList();
  }

  /** As the other one, with tanh in a simple cell. */
  public static StackWeights<?, ?> read(Map<String, INDArray> arrays, String prefix) {
    return read(arrays, prefix, RnnCell.Activation.TANH);
  }

  /**
   * The stack whose arrays have a prefix. Which cell it is follows from the shape of {@code
   * weight_hh_l0}: H rows for an RNN, 3H for a GRU, 4H for an LSTM.
   *
   * @param arrays by name; those of other names are not looked at
   * @param prefix what stands before {@code weight_ih_l0}: empty, or something like {@code
   *     encoder.}
   * @param activation of a simple cell, which the arrays do not tell
   * @throws IllegalArgumentException naming the array, if one is missing, has another shape or type
   *     than it should, or is a projection ({@code weight_hr})
   */
  public static StackWeights<?, ?> read(
      Map<String, INDArray> arrays, String prefix, RnnCell.Activation activation) {
    PytorchArrays mine = PytorchArrays.of(arrays, prefix);
    return switch (mine.gates()) {
      case 1 -> mine.stack(new PytorchCell.Rnn(new RnnCell(activation)));
      case 3 -> mine.stack(new PytorchCell.Gru(new GruCell()));
      default -> mine.stack(new PytorchCell.Lstm(new LstmCell()));
    };
  }

  /**
   * The arrays of a stack by PyTorch's names, in PyTorch's order.
   *
   * @param prefix what to put before every name: empty, or something like {@code encoder.}
   * @throws IllegalArgumentException if PyTorch has no module that computes the same: a GRU with
   *     the reset gate before the product, a backward direction alone, summed directions
   */
  public static <P extends CellParameters<P>, S extends CellState<S>> Map<String, INDArray> write(
      StackWeights<P, S> weights, String prefix) {
    Directions directions = weights.shape().directions();
    if (directions == Directions.BACKWARD || directions == Directions.BOTH_SUMMED) {
      throw new IllegalArgumentException(
          "PyTorch's modules read forward, or in both directions side by side, but this stack is %s."
              .formatted(directions));
    }
    PytorchCell<P, S> binding = binding(weights.shape().cell());
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    for (int unit = 0; unit < weights.parameters().size(); unit++) {
      int layer = unit / directions.count();
      boolean reverse = unit % directions.count() == 1;
      PytorchCell.Unit theirs = binding.theirs(weights.parameters().get(unit));
      put(arrays, new PytorchName(prefix, Kind.WEIGHT_IH, layer, reverse), theirs.weightIh());
      put(arrays, new PytorchName(prefix, Kind.WEIGHT_HH, layer, reverse), theirs.weightHh());
      put(arrays, new PytorchName(prefix, Kind.BIAS_IH, layer, reverse), theirs.biasIh());
      put(arrays, new PytorchName(prefix, Kind.BIAS_HH, layer, reverse), theirs.biasHh());
    }
    return arrays;
  }

  private static void put(Map<String, INDArray> arrays, PytorchName name, INDArray array) {
    arrays.put(name.toString(), array);
  }

  /** The binding of a cell of the given parameters is one of these parameters. */
  @SuppressWarnings("unchecked")
  private static <P extends CellParameters<P>, S extends CellState<S>> PytorchCell<P, S> binding(
      Cell<P, S, ?> cell) {
    if (cell instanceof RnnCell rnn) {
      return (PytorchCell<P, S>) new PytorchCell.Rnn(rnn);
    }
    if (cell instanceof LstmCell lstm) {
      return (PytorchCell<P, S>) new PytorchCell.Lstm(lstm);
    }
    if (cell instanceof GruCell gru && gru.reset() == GruCell.Reset.AFTER_PRODUCT) {
      return (PytorchCell<P, S>) new PytorchCell.Gru(gru);
    }
    throw new IllegalArgumentException(
        "PyTorch has no module for the cell %s; it has RNN, LSTM and GRU (reset after the product)."
            .formatted(cell.name()));
  }
}
