package org.unroll4j.interop.pytorch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.ProjectedLstmCell;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.cell.TwoBiasCell;
import org.unroll4j.core.cell.TwoBiasParameters;
import org.unroll4j.core.network.Directions;
import org.unroll4j.core.network.StackShape;
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
 * bias_ih     [G·H]       bias                            [G·H]
 * bias_hh     [G·H]       secondBias                      [G·H]
 *                         GRU: of r and z, [2H]; the last block is recurrentBias, [H]
 * weight_hr   [P, H]      projection, transposed          [H, P]
 * }</pre>
 *
 * <p>A stack with two biases stays one. One whose second biases are all zero is read with one bias,
 * and one with one bias is written with zeros as {@code bias_hh}. The functions are the same; a
 * model that is trained on in PyTorch moves both biases.
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
    return List.copyOf(modules(names).keySet());
  }

  /** The prefixes with the names of the arrays of each. */
  public static Map<String, List<String>> modules(Set<String> names) {
    Map<String, List<String>> modules = new LinkedHashMap<>();
    for (String name : names) {
      PytorchName.parse(name)
          .ifPresent(
              parsed -> modules.computeIfAbsent(parsed.prefix(), p -> new ArrayList<>()).add(name));
    }
    return modules;
  }

  /** As the other one, with tanh in a simple cell. */
  public static StackWeights<?, ?> read(Map<String, INDArray> arrays, String prefix) {
    return read(arrays, prefix, RnnCell.Activation.TANH);
  }

  /**
   * The stack whose arrays have a prefix. Which cell it is follows from the shape of {@code
   * weight_hh_l0}: H rows for an RNN, 3H for a GRU, 4H for an LSTM; with {@code weight_hr_l0} it is
   * an LSTM with a projection.
   *
   * @param arrays by name; those of other names are not looked at
   * @param prefix what stands before {@code weight_ih_l0}: empty, or something like {@code
   *     encoder.}
   * @param activation of a simple cell, which the arrays do not tell
   * @throws IllegalArgumentException naming the array, if one is missing or has another shape or
   *     type than it should
   */
  public static StackWeights<?, ?> read(
      Map<String, INDArray> arrays, String prefix, RnnCell.Activation activation) {
    PytorchArrays mine = PytorchArrays.of(arrays, prefix);
    if (mine.projection().isPresent()) {
      int columns = Math.toIntExact(mine.projection().getAsLong());
      return mine.stack(new PytorchCell.ProjectedLstm(new ProjectedLstmCell(columns)));
    }
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
    return weights.shape().cell() instanceof TwoBiasCell<?, ?, ?> two
        ? both(two, weights, prefix)
        : single(binding(weights.shape().cell()), weights.shape(), weights.parameters(), prefix);
  }

  private static <P extends CellParameters<P>, S extends CellState<S>> Map<String, INDArray> single(
      PytorchCell<P, S> binding, StackShape<?, ?> shape, List<P> parameters, String prefix) {
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    for (int unit = 0; unit < parameters.size(); unit++) {
      PytorchCell.Unit theirs = binding.theirs(parameters.get(unit));
      put(arrays, name(prefix, Kind.WEIGHT_IH, shape, unit), theirs.weightIh());
      put(arrays, name(prefix, Kind.WEIGHT_HH, shape, unit), theirs.weightHh());
      put(arrays, name(prefix, Kind.BIAS_IH, shape, unit), theirs.biasIh());
      put(arrays, name(prefix, Kind.BIAS_HH, shape, unit), theirs.biasHh());
      if (theirs.weightHr() != null) {
        put(arrays, name(prefix, Kind.WEIGHT_HR, shape, unit), theirs.weightHr());
      }
    }
    return arrays;
  }

  /** As with one bias, and then the second ones. The parameters are those of the cell. */
  @SuppressWarnings("unchecked")
  private static <P extends CellParameters<P>, S extends CellState<S>> Map<String, INDArray> both(
      TwoBiasCell<P, S, ?> cell, StackWeights<?, ?> weights, String prefix) {
    List<TwoBiasParameters<P>> parameters = (List<TwoBiasParameters<P>>) weights.parameters();
    List<P> first = parameters.stream().map(TwoBiasParameters::single).toList();
    Map<String, INDArray> arrays = single(binding(cell.cell()), weights.shape(), first, prefix);
    for (int unit = 0; unit < parameters.size(); unit++) {
      INDArray second = parameters.get(unit).secondBias();
      arrays
          .get(name(prefix, Kind.BIAS_HH, weights.shape(), unit).toString())
          .get(NDArrayIndex.interval(0, second.length()))
          .assign(second);
    }
    return arrays;
  }

  private static PytorchName name(String prefix, Kind kind, StackShape<?, ?> shape, int unit) {
    int directions = shape.directions().count();
    return new PytorchName(prefix, kind, unit / directions, unit % directions == 1);
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
    if (cell instanceof ProjectedLstmCell projected) {
      return (PytorchCell<P, S>) new PytorchCell.ProjectedLstm(projected);
    }
    if (cell instanceof GruCell gru && gru.reset() == GruCell.Reset.AFTER_PRODUCT) {
      return (PytorchCell<P, S>) new PytorchCell.Gru(gru);
    }
    throw new IllegalArgumentException(
        "PyTorch has no module for the cell %s; it has RNN, LSTM (also with a projection) and GRU (reset after the product)."
            .formatted(cell.name()));
  }
}
