package org.unroll4j.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.engine.LayerGradients;

/**
 * Backpropagation through time: the walk of {@link Forward} taken back, thread by thread, and then
 * the gradients of the weights as two products over all visits.
 */
final class Backward<P extends CellParameters<P>, S extends CellState<S>> {

  /** Visits whose inputs' gradients are computed together. */
  private static final int BLOCK = 64;

  /** Sequences of a step from which on its inputs' gradients need not wait for others. */
  private static final int MANY = 8;

  /** Behind the last gradient, because the last vector of a row may reach so far. */
  private static final int SLACK = 64;

  private final VectorPass<P, S> pass;
  private final PackedLayer<P, S> layer;
  private final Tape tape;
  private final Buffers buffers;
  private final Factor inputTransposed;
  private final Factor recurrentTransposed;

  Backward(VectorPass<P, S> pass) {
    this.pass = pass;
    this.layer = pass.layer;
    this.tape = pass.tape;
    this.buffers = pass.layer.buffers;
    this.inputTransposed = layer.inputTransposed();
    this.recurrentTransposed = layer.recurrentTransposed();
  }

  LayerGradients<P, S> run(INDArray gradOutputs, S gradFinalState) {
    List<INDArray> finals = new ArrayList<>(gradFinalState.named().values());
    int stateStride = tape.stateStride();
    long states = (long) pass.batchSize * stateStride;
    float[] hidden = buffers.take(states);
    float[] memory = finals.size() > 1 ? buffers.take(states) : null;
    float[] u =
        layer.gates.separatesRecurrent()
            ? buffers.take((long) pass.visits.count() * tape.gateStride())
            : tape.gates();
    Heap.readRows(finals.get(0), hidden, 0, stateStride);
    if (memory != null) {
      Heap.readRows(finals.get(1), memory, 0, stateStride);
    }
    Native outputs = Native.of(gradOutputs);
    Native x =
        pass.visits.count() < pass.steps * pass.batchSize
            ? Native.zeros(pass.steps, pass.batchSize, layer.inputs)
            : Native.uninitialized(pass.steps, pass.batchSize, layer.inputs);

    Threads.each(pass.visits.walks(), walk -> walkBack(walk, hidden, memory, u, outputs, x));

    int[] sequences = Rows.range(0, pass.batchSize);
    List<INDArray> initial = new ArrayList<>();
    initial.add(Heap.writeRows(hidden, sequences, stateStride, layer.units));
    if (memory != null) {
      initial.add(Heap.writeRows(memory, sequences, stateStride, layer.units));
    }
    P gradParameters = Heap.like(layer.layer.parameters(), parameterGradients(u));
    buffers.give(hidden, memory, u == tape.gates() ? null : u);
    return new LayerGradients<>(gradParameters, x.array(), Heap.like(gradFinalState, initial));
  }

  private void walkBack(
      Walk walk, float[] hidden, float[] memory, float[] u, Native gradOutputs, Native gradX) {
    int gateStride = tape.gateStride();
    float[] ofStep = buffers.take(walk.largestStep() * (long) layer.units + SLACK);
    float[] gates = buffers.take(gateStride);
    float[] state = buffers.take(tape.stateStride());
    StepGradients d = new StepGradients(ofStep, hidden, memory, u, gates, state);
    int done = walk.steps();
    for (int step = walk.steps() - 1; step >= 0; step--) {
      int from = walk.stepFrom(step);
      int size = walk.stepSize(step);
      gradOutputs.getRows(new Rows(null, layer.units, walk.row(), from, size), ofStep);
      layer.gates.backward(walk, from, from + size, tape, d);
      Rows du = new Rows(u, gateStride, walk.gates(), from, size);
      Rows dh = new Rows(hidden, tape.stateStride(), walk.sequence(), from, size);
      int pending = walk.stepFrom(done) - from;
      if (pending == size && size >= MANY && u == tape.gates()) {
        Rows dx = inputRows(size);
        layer.arithmetic.addProducts(
            du, List.of(recurrentTransposed, inputTransposed), List.of(dh, dx));
        writeInputGradients(walk, from, dx, gradX);
        done = step;
        continue;
      }
      layer.arithmetic.addProduct(du, recurrentTransposed, dh);
      if (pending >= BLOCK || step == 0) {
        Rows dx = inputRows(pending);
        Rows da = new Rows(tape.gates(), gateStride, walk.gates(), from, pending);
        layer.arithmetic.addProduct(da, inputTransposed, dx);
        writeInputGradients(walk, from, dx, gradX);
        done = step;
      }
    }
    buffers.give(ofStep, gates, state);
  }

  private Rows inputRows(int count) {
    int stride = layer.arithmetic.rowLength(1, layer.inputs);
    float[] values = buffers.takeZeros((long) count * stride);
    return new Rows(values, stride, Rows.range(0, count), 0, count);
  }

  private void writeInputGradients(Walk walk, int from, Rows dx, Native gradX) {
    gradX.putRows(new Rows(null, layer.inputs, walk.row(), from, dx.count()), dx);
    buffers.give(dx.values());
  }

  /** In the order of the parameters: W, R, b and, where the cell has one, the recurrent bias. */
  private List<INDArray> parameterGradients(float[] u) {
    int count = pass.visits.count();
    int stride = tape.gateStride();
    int columns = layer.blocks * layer.units;
    int[] gates = Rows.range(0, count);
    Rows da = new Rows(tape.gates(), stride, gates, 0, count);
    Rows du = new Rows(u, stride, gates, 0, count);
    Rows x = new Rows(pass.x, layer.inputs, pass.visits.row(), 0, count);
    Rows h = new Rows(tape.hidden(), tape.stateStride(), pass.visits.before(), 0, count);
    OuterSum w = sum(x, layer.inputs);
    OuterSum r = sum(h, layer.units);
    float[] sumsOfA = buffers.take(stride);
    float[] sumsOfU = buffers.take(stride);
    int block = layer.arithmetic.columnBlock();
    Threads.split(
        (columns + block - 1) / block,
        Threads.share((long) count * block * (layer.inputs + layer.units)),
        (from, to) -> {
          int end = Math.min(columns, to * block);
          if (u == tape.gates()) {
            layer.arithmetic.outerProducts(List.of(w, r), da, sumsOfA, from * block, end);
          } else {
            layer.arithmetic.outerProducts(List.of(w), da, sumsOfA, from * block, end);
            layer.arithmetic.outerProducts(List.of(r), du, sumsOfU, from * block, end);
          }
        });
    List<INDArray> gradients = new ArrayList<>();
    gradients.add(matrix(w, columns));
    gradients.add(matrix(r, columns));
    gradients.add(Native.uninitialized(columns).put(sumsOfA).array());
    if (layer.gates.separatesRecurrent()) {
      float[] ofCandidate = Arrays.copyOfRange(sumsOfU, columns - layer.units, columns);
      gradients.add(Native.uninitialized(layer.units).put(ofCandidate).array());
    }
    buffers.give(w.matrix(), r.matrix(), sumsOfA, sumsOfU);
    return gradients;
  }

  private OuterSum sum(Rows a, int height) {
    int stride = tape.gateStride();
    return new OuterSum(a, height, buffers.take((long) height * stride), stride);
  }

  private static INDArray matrix(OuterSum sum, int columns) {
    int[] rows = Rows.range(0, sum.height());
    return Heap.writeRows(sum.matrix(), rows, sum.stride(), columns);
  }
}
