package org.unroll4j.interop.pytorch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.network.Directions;
import org.unroll4j.core.network.StackShape;
import org.unroll4j.interop.StackWeights;
import org.unroll4j.interop.pytorch.PytorchName.Kind;

/** The arrays of one recurrent module, checked to be complete and of fitting shapes. */
final class PytorchArrays {

  private final String prefix;
  private final Map<PytorchName, INDArray> arrays;
  private final int layers;
  private final boolean bothDirections;
  private final boolean biases;
  private final boolean projected;
  private final long hiddenSize;
  private final long outputSize;
  private final int gates;

  private PytorchArrays(String prefix, Map<PytorchName, INDArray> arrays) {
    this.prefix = prefix;
    this.arrays = arrays;
    this.layers = 1 + arrays.keySet().stream().mapToInt(PytorchName::layer).max().orElse(0);
    this.bothDirections = arrays.keySet().stream().anyMatch(PytorchName::reverse);
    this.biases = has(Kind.BIAS_IH) || has(Kind.BIAS_HH);
    this.projected = has(Kind.WEIGHT_HR);
    INDArray recurrent = matrix(Kind.WEIGHT_HH);
    this.outputSize = recurrent.size(1);
    this.hiddenSize = projected ? matrix(Kind.WEIGHT_HR).size(1) : outputSize;
    boolean whole = recurrent.size(0) % hiddenSize == 0;
    this.gates = whole ? (int) Math.min(5, recurrent.size(0) / hiddenSize) : 0;
    if (projected ? gates != 4 : gates != 1 && gates != 3 && gates != 4) {
      throw wrongShape(
          name(Kind.WEIGHT_HH, 0, false),
          recurrent,
          projected ? "[4H, P] with weight_hr of [P, H]" : "[H, H], [3H, H] or [4H, H]");
    }
  }

  static PytorchArrays of(Map<String, INDArray> all, String prefix) {
    Map<PytorchName, INDArray> mine = new LinkedHashMap<>();
    all.forEach(
        (text, array) ->
            PytorchName.parse(text)
                .filter(name -> name.prefix().equals(prefix))
                .ifPresent(name -> mine.put(name, array)));
    return new PytorchArrays(prefix, mine);
  }

  private boolean has(Kind kind) {
    return arrays.keySet().stream().anyMatch(name -> name.kind() == kind);
  }

  /** That of the first layer. */
  private INDArray matrix(Kind kind) {
    INDArray array = require(kind, 0, false);
    if (array.rank() != 2 || array.size(0) == 0 || array.size(1) == 0) {
      throw wrongShape(name(kind, 0, false), array, "[rows, columns]");
    }
    return array;
  }

  /** Columns of the hidden state, if it is projected. */
  OptionalLong projection() {
    return projected ? OptionalLong.of(outputSize) : OptionalLong.empty();
  }

  /** 1 for an RNN, 3 for a GRU, 4 for an LSTM. */
  int gates() {
    return gates;
  }

  /** The whole stack; with two biases, unless the second ones are zero. */
  <P extends CellParameters<P>, S extends CellState<S>> StackWeights<?, ?> stack(
      PytorchCell<P, S> binding) {
    StackShape<P, S> shape =
        new StackShape<>(
            binding.cell(),
            Math.toIntExact(matrix(Kind.WEIGHT_IH).size(1)),
            Math.toIntExact(hiddenSize),
            layers,
            bothDirections ? Directions.BOTH_CONCATENATED : Directions.FORWARD);
    List<P> single = new ArrayList<>();
    List<INDArray> second = new ArrayList<>();
    long added = binding.cell().addedBiases() * hiddenSize;
    for (int i = 0; i < shape.units(); i++) {
      int layer = i / shape.directions().count();
      boolean reverse = i % shape.directions().count() == 1;
      PytorchCell.Unit unit = unit(layer, reverse, shape.inputSize(layer));
      single.add(binding.ours(unit));
      second.add(unit.secondBias(added));
    }
    return StackWeights.of(binding.cell(), shape, single, second);
  }

  private PytorchCell.Unit unit(int layer, boolean reverse, long inputSize) {
    long rows = gates * hiddenSize;
    return new PytorchCell.Unit(
        shaped(Kind.WEIGHT_IH, layer, reverse, rows, inputSize),
        shaped(Kind.WEIGHT_HH, layer, reverse, rows, outputSize),
        bias(Kind.BIAS_IH, layer, reverse),
        bias(Kind.BIAS_HH, layer, reverse),
        projected ? shaped(Kind.WEIGHT_HR, layer, reverse, outputSize, hiddenSize) : null);
  }

  /** Zero for a module that was made with {@code bias=False}. */
  private INDArray bias(Kind kind, int layer, boolean reverse) {
    long rows = gates * hiddenSize;
    return biases
        ? shaped(kind, layer, reverse, rows)
        : Nd4j.zeros(require(Kind.WEIGHT_IH, 0, false).dataType(), rows);
  }

  private INDArray shaped(Kind kind, int layer, boolean reverse, long... shape) {
    INDArray array = require(kind, layer, reverse);
    if (!Arrays.equals(array.shape(), shape)) {
      throw wrongShape(name(kind, layer, reverse), array, Arrays.toString(shape));
    }
    INDArray first = require(Kind.WEIGHT_IH, 0, false);
    if (array.dataType() != first.dataType()) {
      throw new IllegalArgumentException(
          "PyTorch weights: '%s' must be of type %s as '%s', but is %s."
              .formatted(
                  name(kind, layer, reverse),
                  first.dataType(),
                  name(Kind.WEIGHT_IH, 0, false),
                  array.dataType()));
    }
    return array;
  }

  private INDArray require(Kind kind, int layer, boolean reverse) {
    INDArray array = arrays.get(name(kind, layer, reverse));
    if (array == null) {
      throw new IllegalArgumentException(
          "PyTorch weights: there is no '%s'; under the prefix '%s' there are: %s."
              .formatted(name(kind, layer, reverse), prefix, arrays.keySet()));
    }
    return array;
  }

  private PytorchName name(Kind kind, int layer, boolean reverse) {
    return new PytorchName(prefix, kind, layer, reverse);
  }

  private static IllegalArgumentException wrongShape(
      PytorchName name, INDArray array, String expected) {
    return new IllegalArgumentException(
        "PyTorch weights: '%s' must have shape %s, but has %s."
            .formatted(name, expected, Arrays.toString(array.shape())));
  }
}
