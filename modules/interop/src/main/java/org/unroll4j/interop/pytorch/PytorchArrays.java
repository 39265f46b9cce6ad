package org.unroll4j.interop.pytorch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final long hiddenSize;
  private final int gates;

  private PytorchArrays(String prefix, Map<PytorchName, INDArray> arrays) {
    this.prefix = prefix;
    this.arrays = arrays;
    this.layers = 1 + arrays.keySet().stream().mapToInt(PytorchName::layer).max().orElse(0);
    this.bothDirections = arrays.keySet().stream().anyMatch(PytorchName::reverse);
    this.biases =
        arrays.keySet().stream()
            .anyMatch(name -> name.kind() == Kind.BIAS_IH || name.kind() == Kind.BIAS_HH);
    INDArray first = require(Kind.WEIGHT_HH, 0, false);
    if (first.rank() != 2 || first.size(1) == 0 || first.size(0) % first.size(1) != 0) {
      throw wrongShape(name(Kind.WEIGHT_HH, 0, false), first, "[H, H], [3H, H] or [4H, H]");
    }
    this.hiddenSize = first.size(1);
    this.gates = (int) Math.min(5, first.size(0) / first.size(1));
    if (gates != 1 && gates != 3 && gates != 4) {
      throw wrongShape(name(Kind.WEIGHT_HH, 0, false), first, "[H, H], [3H, H] or [4H, H]");
    }
  }

  static PytorchArrays of(Map<String, INDArray> all, String prefix) {
    Map<PytorchName, INDArray> mine = new LinkedHashMap<>();
    all.forEach(
        (text, array) ->
            PytorchName.parse(text)
                .filter(name -> name.prefix().equals(prefix))
                .ifPresent(name -> mine.put(name, array)));
    for (PytorchName name : mine.keySet()) {
      if (name.kind() == Kind.WEIGHT_HR) {
        throw new IllegalArgumentException(
            "PyTorch weights: '%s' is a projection (proj_size), which is not supported."
                .formatted(name));
      }
    }
    return new PytorchArrays(prefix, mine);
  }

  /** 1 for an RNN, 3 for a GRU, 4 for an LSTM. */
  int gates() {
    return gates;
  }

  <P extends CellParameters<P>, S extends CellState<S>> StackWeights<P, S> stack(
      PytorchCell<P, S> binding) {
    INDArray first = require(Kind.WEIGHT_IH, 0, false);
    if (first.rank() != 2) {
      throw wrongShape(name(Kind.WEIGHT_IH, 0, false), first, "[G·H, F]");
    }
    StackShape<P, S> shape =
        new StackShape<>(
            binding.cell(),
            Math.toIntExact(first.size(1)),
            Math.toIntExact(hiddenSize),
            layers,
            bothDirections ? Directions.BOTH_CONCATENATED : Directions.FORWARD);
    List<P> parameters = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      parameters.add(binding.ours(unit(layer, false, shape.inputSize(layer))));
      if (bothDirections) {
        parameters.add(binding.ours(unit(layer, true, shape.inputSize(layer))));
      }
    }
    return new StackWeights<>(shape, parameters);
  }

  private PytorchCell.Unit unit(int layer, boolean reverse, long inputSize) {
    long rows = gates * hiddenSize;
    return new PytorchCell.Unit(
        shaped(Kind.WEIGHT_IH, layer, reverse, rows, inputSize),
        shaped(Kind.WEIGHT_HH, layer, reverse, rows, hiddenSize),
        bias(Kind.BIAS_IH, layer, reverse),
        bias(Kind.BIAS_HH, layer, reverse));
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
