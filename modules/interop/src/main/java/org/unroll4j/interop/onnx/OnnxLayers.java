package org.unroll4j.interop.onnx;

import static org.unroll4j.interop.WeightFileException.quote;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.network.StackShape;
import org.unroll4j.interop.StackWeights;
import org.unroll4j.interop.WeightFileException;

/** Puts layers that were read one by one on top of one another. */
final class OnnxLayers {

  private OnnxLayers() {}

  static StackWeights<?, ?> stack(Path file, List<OnnxLayer> layers) {
    return stack(file, layers, layers.get(0).weights());
  }

  /** The layers as one stack; equal cells have parameters of the same class. */
  @SuppressWarnings("unchecked")
  private static <P extends CellParameters<P>, S extends CellState<S>> StackWeights<P, S> stack(
      Path file, List<OnnxLayer> layers, StackWeights<P, S> bottom) {
    StackShape<P, S> first = bottom.shape();
    StackShape<P, S> whole =
        new StackShape<>(
            first.cell(), first.inputSize(), first.hiddenSize(), layers.size(), first.directions());
    List<P> parameters = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      StackShape<?, ?> shape = layers.get(i).weights().shape();
      if (!layers.get(i).startsFromZeros()) {
        throw new WeightFileException(
            file,
            "is not one stack from zeros: %s starts from a state that the graph %s; take the layers one by one."
                .formatted(
                    quote(layers.get(i).name()),
                    layers.get(i).initialStates().isEmpty() ? "computes" : "holds"));
      }
      boolean fits =
          shape.cell().equals(first.cell())
              && shape.hiddenSize() == first.hiddenSize()
              && shape.directions() == first.directions()
              && shape.inputSize() == whole.inputSize(i)
              && layers.get(i).weights().dataType() == bottom.dataType();
      if (!fits) {
        throw new WeightFileException(
            file,
            "is not one stack: %s is not made like the layer before; take the layers one by one."
                .formatted(quote(layers.get(i).name())));
      }
      parameters.addAll((List<P>) layers.get(i).weights().parameters());
    }
    return new StackWeights<>(whole, parameters);
  }
}
