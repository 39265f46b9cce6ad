package org.unroll4j.dl4j;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.engine.LayerInput;
import org.unroll4j.core.engine.LayerPass;
import org.unroll4j.core.engine.PreparedLayer;

/**
 * A forward pass and what it takes to run it again: the parameters with their noise, the input with
 * its dropout and its valid steps, the state that it started from.
 *
 * @param <P> the cell's parameters
 * @param <S> the cell's state
 */
final class Remembered<P extends CellParameters<P>, S extends CellState<S>> {

  private final PreparedLayer<P, S> prepared;
  private final LayerInput<S> input;
  private final INDArray factors;
  private LayerPass<P, S> pass;

  /**
   * A pass that is yet to be run.
   *
   * @param factors what recurrent dropout drops, or null without it
   */
  Remembered(PreparedLayer<P, S> prepared, LayerInput<S> input, INDArray factors) {
    this.prepared = prepared;
    this.input = input;
    this.factors = factors;
  }

  /** What recurrent dropout drops, or null without it. */
  INDArray factors() {
    return factors;
  }

  /** The pass, run in the memory that lives until the way back unless it is still there. */
  @SuppressWarnings("try")
  LayerPass<P, S> pass(LayerWorkspaceMgr workspaceMgr) {
    if (pass == null) {
      try (MemoryWorkspace untilBackward =
          workspaceMgr.notifyScopeBorrowed(ArrayType.ACTIVATIONS)) {
        pass = prepared.forward(input);
      }
    }
    return pass;
  }

  /** Gives the engine its memory back. */
  void close() {
    if (pass != null) {
      pass.close();
      pass = null;
    }
  }
}
