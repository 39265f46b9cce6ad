package org.unroll4j.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.engine.PreparedLayer;

/**
 * The parameters as a stream uses them.
 *
 * @param prepared in the engine's form
 * @param fingerprint of the flat vector that they were taken from
 */
record PreparedStream<P extends CellParameters<P>, S extends CellState<S>>(
    PreparedLayer<P, S> prepared, Fingerprint fingerprint) {

  boolean isOf(INDArray parameters) {
    return fingerprint.matches(parameters);
  }
}
