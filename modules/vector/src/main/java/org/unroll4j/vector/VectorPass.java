package org.unroll4j.vector;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.engine.LayerGradients;
import org.unroll4j.core.engine.LayerInput;
import org.unroll4j.core.engine.LayerOutput;
import org.unroll4j.core.engine.LayerPass;

/** What a forward pass left behind, until it is closed. */
final class VectorPass<P extends CellParameters<P>, S extends CellState<S>>
    implements LayerPass<P, S> {

  final PackedLayer<P, S> layer;
  final int steps;
  final int batchSize;
  final Visits visits;
  final float[] x;
  final Tape tape;
  private final LayerOutput<S> output;

  /** Whether gradients have taken the place of the gates. */
  private boolean takenBack;

  private boolean closed;
  private boolean releasesLayer;

  VectorPass(
      PackedLayer<P, S> layer,
      LayerInput<S> input,
      Visits visits,
      float[] x,
      Tape tape,
      LayerOutput<S> output) {
    this.layer = layer;
    this.steps = input.valid().steps();
    this.batchSize = input.valid().batchSize();
    this.visits = visits;
    this.x = x;
    this.tape = tape;
    this.output = output;
  }

  /** For a pass that is the only user of its layer. */
  void releaseLayerOnClose() {
    releasesLayer = true;
  }

  @Override
  public LayerOutput<S> output() {
    return output;
  }

  @Override
  public synchronized LayerGradients<P, S> backward(INDArray gradOutputs, S gradFinalState) {
    if (closed) {
      throw new IllegalStateException(
          "LayerPass.backward: the pass was closed, and its memory may be in use again; call backward before close.");
    }
    output.requireGradients(gradOutputs, gradFinalState);
    if (takenBack) {
      Threads.each(visits.walks(), new Forward(layer, x, tape, null)::walk);
    }
    takenBack = true;
    return new Backward<>(this).run(gradOutputs, gradFinalState);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      layer.buffers.give(x, tape.gates(), tape.hidden(), tape.memory());
      if (releasesLayer) {
        layer.release();
      }
    }
  }
}
