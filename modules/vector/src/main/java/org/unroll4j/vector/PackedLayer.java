package org.unroll4j.vector;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.GruParameters;
import org.unroll4j.core.engine.Layer;
import org.unroll4j.core.engine.LayerInput;
import org.unroll4j.core.engine.LayerOutput;
import org.unroll4j.core.engine.LayerPass;
import org.unroll4j.core.engine.PreparedLayer;

/** A layer whose weights have been packed for products. */
final class PackedLayer<P extends CellParameters<P>, S extends CellState<S>>
    implements PreparedLayer<P, S> {

  private static final long OPERATIONS_PER_GATE = 25;

  private static final long MANY_WEIGHTS = 1 << 16;

  final Layer<P, S> layer;
  final Arithmetic arithmetic;
  final Buffers buffers;
  final Gates gates;
  final int inputs;
  final int units;

  /** Number of gate blocks G. */
  final int blocks;

  /** W, [F, G·H] */
  final Factor input;

  /** R, [H, G·H] */
  final Factor recurrent;

  /** b, [G·H] */
  final float[] bias;

  /** What u begins with, [G·H], or null if it adds to a. */
  final float[] recurrentBias;

  private final float[] inputWeights;
  private final float[] recurrentWeights;
  private Factor inputTransposed;
  private Factor recurrentTransposed;

  PackedLayer(Layer<P, S> layer, Arithmetic arithmetic, Buffers buffers) {
    P p = layer.parameters();
    this.layer = layer;
    this.arithmetic = arithmetic;
    this.buffers = buffers;
    this.gates = arithmetic.gates(layer.cell());
    this.inputs = (int) p.inputSize();
    this.units = (int) p.hiddenSize();
    this.blocks = layer.cell().gates();
    this.inputWeights = Heap.read(p.inputWeights(), buffers);
    this.recurrentWeights = Heap.read(p.recurrentWeights(), buffers);
    this.input = arithmetic.pack(inputWeights, inputs, blocks * units);
    this.recurrent = arithmetic.pack(recurrentWeights, units, blocks * units);
    this.bias = Heap.read(p.bias());
    this.recurrentBias = p instanceof GruParameters gru ? recurrentBias(gru.recurrentBias()) : null;
  }

  private float[] recurrentBias(INDArray ofCandidate) {
    float[] all = new float[blocks * units];
    System.arraycopy(Heap.read(ofCandidate), 0, all, (blocks - 1) * units, units);
    return all;
  }

  /** Wᵀ, [G·H, F] */
  synchronized Factor inputTransposed() {
    if (inputTransposed == null) {
      inputTransposed = arithmetic.packTransposed(inputWeights, blocks * units, inputs);
    }
    return inputTransposed;
  }

  /** Rᵀ, [G·H, H] */
  synchronized Factor recurrentTransposed() {
    if (recurrentTransposed == null) {
      recurrentTransposed = arithmetic.packTransposed(recurrentWeights, blocks * units, units);
    }
    return recurrentTransposed;
  }

  /** Multiplications of one step of one sequence, forward. */
  long operationsPerVisit() {
    return (long) blocks * units * (inputs + units);
  }

  /** Operations of the gates of one step of one sequence, of which a vector does many at once. */
  long elementwisePerVisit() {
    return OPERATIONS_PER_GATE * blocks * units;
  }

  /**
   * Whether threads should rather share each step of a few sequences than the sequences: if the
   * weights are so many that reading them takes longer than meeting at every step.
   */
  boolean sharesSteps() {
    return arithmetic.sharesProducts() && operationsPerVisit() >= MANY_WEIGHTS;
  }

  /** Floats from one row of gates to the next. */
  int gateStride() {
    return arithmetic.rowLength(blocks, units);
  }

  /** Floats from one row of a state to the next. */
  int stateStride() {
    return arithmetic.rowLength(1, units);
  }

  @Override
  public LayerOutput<S> infer(LayerInput<S> input) {
    input.requireFit(layer);
    return Forward.forgetting(this, input);
  }

  @Override
  public LayerPass<P, S> forward(LayerInput<S> input) {
    input.requireFit(layer);
    return Forward.remembering(this, input);
  }

  /** Forward for the last time: closing the pass releases the layer. */
  LayerPass<P, S> forwardOnce(LayerInput<S> input) {
    input.requireFit(layer);
    VectorPass<P, S> pass = Forward.remembering(this, input);
    pass.releaseLayerOnClose();
    return pass;
  }

  /** Gives the memory of the weights back; the layer must not be used any more. */
  synchronized void release() {
    buffers.give(inputWeights, recurrentWeights);
    arithmetic.release(input);
    arithmetic.release(recurrent);
    if (inputTransposed != null) {
      arithmetic.release(inputTransposed);
    }
    if (recurrentTransposed != null) {
      arithmetic.release(recurrentTransposed);
    }
  }
}
