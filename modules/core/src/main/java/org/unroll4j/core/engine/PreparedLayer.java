package org.unroll4j.core.engine;

import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;

/**
 * A layer whose parameters an engine has brought into the form that it computes with, for many
 * calls with the same parameters: a stream of single steps, a test set. It may be used by several
 * threads.
 *
 * <p>It stands for the parameters as they were when it was prepared. Whether a later change of the
 * arrays is seen depends on the engine: prepare again after each update.
 *
 * @param <P> the cell's parameters
 * @param <S> the cell's state
 */
public interface PreparedLayer<P extends CellParameters<P>, S extends CellState<S>> {

  /**
   * Forward without remembering anything.
   *
   * @throws IllegalArgumentException if sizes or types do not fit
   */
  LayerOutput<S> infer(LayerInput<S> input);

  /**
   * Forward, remembering what the way back needs.
   *
   * @throws IllegalArgumentException if sizes or types do not fit
   */
  LayerPass<P, S> forward(LayerInput<S> input);
}
