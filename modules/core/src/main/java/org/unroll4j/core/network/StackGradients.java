package org.unroll4j.core.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;

/**
 * The gradients of everything that went into a stack.
 *
 * @param parameters one per layer and direction
 * @param x [T, N, F]
 * @param initialStates one per layer and direction
 * @param <P> the cell's parameters
 * @param <S> the cell's state
 */
public record StackGradients<P extends CellParameters<P>, S extends CellState<S>>(
    List<P> parameters, INDArray x, List<S> initialStates) {

  /** The parameters' gradients by name: {@code inputWeights[0]}, {@code recurrentWeights[0]} … */
  public Map<String, INDArray> named() {
    Map<String, INDArray> named = new LinkedHashMap<>();
    for (int unit = 0; unit < parameters.size(); unit++) {
      String suffix = "[" + unit + "]";
      parameters.get(unit).named().forEach((name, array) -> named.put(name + suffix, array));
    }
    return named;
  }
}
