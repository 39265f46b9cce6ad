package org.unroll4j.interop;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.network.StackShape;

/**
 * A stack of recurrent layers with its weights.
 *
 * @param shape the structure
 * @param parameters one per layer and direction: layer 0 forward, layer 0 backward, layer 1 forward
 *     …, as {@link org.unroll4j.core.network.RecurrentStack} takes them
 * @param <P> the cell's parameters
 * @param <S> the cell's state
 */
public record StackWeights<P extends CellParameters<P>, S extends CellState<S>>(
    StackShape<P, S> shape, List<P> parameters) {

  /** Checks number, sizes and types; a copy of the list is kept. */
  public StackWeights {
    parameters = List.copyOf(parameters);
    if (parameters.size() != shape.units()) {
      throw new IllegalArgumentException(
          "StackWeights: parameters must have %d entries (%d layers × %d directions), but had %d."
              .formatted(
                  shape.units(), shape.layers(), shape.directions().count(), parameters.size()));
    }
    for (int unit = 0; unit < parameters.size(); unit++) {
      P p = parameters.get(unit);
      int inputSize = shape.inputSize(unit / shape.directions().count());
      if (p.inputSize() != inputSize || p.hiddenSize() != shape.hiddenSize()) {
        throw new IllegalArgumentException(
            "StackWeights: parameters[%d] must be for %d features and %d units, but are for %d and %d."
                .formatted(unit, inputSize, shape.hiddenSize(), p.inputSize(), p.hiddenSize()));
      }
      if (p.dataType() != parameters.get(0).dataType()) {
        throw new IllegalArgumentException(
            "StackWeights: parameters[%d] must be of type %s as the first ones, but are %s."
                .formatted(unit, parameters.get(0).dataType(), p.dataType()));
      }
    }
  }

  /** The type of all arrays. */
  public DataType dataType() {
    return parameters.get(0).dataType();
  }
}
