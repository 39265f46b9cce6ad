package org.unroll4j.dl4j;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;

/**
 * How a cell's parameters and state are named and shaped in a Deeplearning4j layer.
 *
 * @param <P> the cell's parameters
 * @param <S> the cell's state
 */
interface CellBinding<P extends CellParameters<P>, S extends CellState<S>> {

  /** The equations. */
  Cell<P, S, ?> cell();

  /** Number of units H of a layer with this number of outputs. */
  default long hiddenSize(long outputSize) {
    return outputSize;
  }

  /**
   * The arrays in the order in which they stand in the flat parameter vector.
   *
   * @param inputSize nIn
   * @param outputSize nOut
   */
  List<ParameterSpec> parameterSpecs(long inputSize, long outputSize);

  /** The parameters over the arrays of a table; the arrays are not copied. */
  P parameters(Map<String, INDArray> table);

  /** The arrays of parameters, or of their gradients, by key. */
  Map<String, INDArray> table(P parameters);

  /** The state of the arrays that {@link CellState#named()} gave. */
  S state(Map<String, INDArray> named);
}
