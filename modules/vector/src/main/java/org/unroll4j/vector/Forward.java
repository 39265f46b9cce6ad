package org.unroll4j.vector;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.engine.LayerInput;
import org.unroll4j.core.engine.LayerOutput;
import org.unroll4j.vector.Gates.Projections;

/**
 * The walk through time. The sequences are independent of one another, so each thread takes its own
 * through all their steps and waits for nobody.
 *
 * @param layer what to compute
 * @param x the inputs, dense, [T·N, F]
 * @param tape where states, gates and memory go
 * @param outputs where the outputs go, or null if they are there already
 */
record Forward(PackedLayer<?, ?> layer, float[] x, Tape tape, Native outputs) {

  /** Visits whose inputs are projected together: enough for each panel to serve many rows. */
  private static final int BLOCK = 64;

  /** Sequences per thread below which threads share each step instead of the sequences. */
  private static final int FEW = 4;

  /** Behind the last input, because the last vector of a row may reach so far. */
  private static final int SLACK = 64;

  /** Runs a layer and keeps everything that the way back needs. */
  static <P extends CellParameters<P>, S extends CellState<S>> VectorPass<P, S> remembering(
      PackedLayer<P, S> layer, LayerInput<S> input) {
    Visits visits = visits(layer, input);
    int rows = input.valid().steps() * input.valid().batchSize();
    int states = rows + input.valid().batchSize();
    Tape tape = tape(layer, visits.count(), states, states);
    float[] x = read(input.x(), layer.buffers);
    Native outputs = outputs(visits, input, layer.units);
    readInitial(input, tape, rows, rows);
    Forward forward = new Forward(layer, x, tape, outputs);
    Threads.each(visits.walks(), forward::walk);
    LayerOutput<S> output =
        new LayerOutput<>(outputs.array(), finals(input, tape, visits.last(), visits.last()));
    return new VectorPass<>(layer, input, visits, x, tape, output);
  }

  /** Runs a layer and keeps nothing. */
  static <P extends CellParameters<P>, S extends CellState<S>> LayerOutput<S> forgetting(
      PackedLayer<P, S> layer, LayerInput<S> input) {
    Visits visits = visits(layer, input);
    int batchSize = input.valid().batchSize();
    int rows = input.valid().steps() * batchSize;
    Tape tape = tape(layer, batchSize, rows + batchSize, batchSize);
    float[] x = read(input.x(), layer.buffers);
    Native outputs = outputs(visits, input, layer.units);
    readInitial(input, tape, rows, 0);
    Forward forward = new Forward(layer, x, tape, outputs);
    Threads.each(visits.walks(), walk -> forward.walk(walk.forgetting()));
    int[] sequences = Rows.range(0, batchSize);
    S finals = finals(input, tape, visits.last(), sequences);
    layer.buffers.give(x, tape.gates(), tape.hidden(), tape.memory());
    return new LayerOutput<>(outputs.array(), finals);
  }

  private static Visits visits(PackedLayer<?, ?> layer, LayerInput<?> input) {
    int batchSize = input.valid().batchSize();
    long operations = (long) input.valid().steps() * layer.operationsPerVisit();
    int threads = Math.max(1, Math.min(Threads.COUNT, batchSize / Threads.share(operations)));
    boolean together = batchSize < FEW * threads && layer.sharesSteps();
    return Visits.of(input.valid(), layer.layer.direction(), together ? 1 : threads);
  }

  private static Tape tape(PackedLayer<?, ?> layer, int gates, int states, int memories) {
    int gateStride = layer.gateStride();
    int stateStride = layer.stateStride();
    return new Tape(
        layer.units,
        gateStride,
        stateStride,
        layer.buffers.take((long) gates * gateStride),
        layer.buffers.take((long) states * stateStride),
        layer.gates.hasMemory() ? layer.buffers.take((long) memories * stateStride) : null);
  }

  private static float[] read(INDArray x, Buffers buffers) {
    float[] values = buffers.take(x.length() + SLACK);
    Native.of(x).get(values);
    return values;
  }

  private static Native outputs(Visits visits, LayerInput<?> input, int units) {
    int steps = input.valid().steps();
    int batchSize = input.valid().batchSize();
    return visits.count() < steps * batchSize
        ? Native.zeros(steps, batchSize, units)
        : Native.uninitialized(steps, batchSize, units);
  }

  private static void readInitial(LayerInput<?> input, Tape tape, int hiddenRow, int memoryRow) {
    List<INDArray> initial = new ArrayList<>(input.initialState().named().values());
    Heap.readRows(initial.get(0), tape.hidden(), hiddenRow, tape.stateStride());
    if (initial.size() > 1) {
      Heap.readRows(initial.get(1), tape.memory(), memoryRow, tape.stateStride());
    }
  }

  private static <S extends CellState<S>> S finals(
      LayerInput<S> input, Tape tape, int[] hiddenRows, int[] memoryRows) {
    List<INDArray> finals = new ArrayList<>();
    finals.add(Heap.writeRows(tape.hidden(), hiddenRows, tape.stateStride(), tape.units()));
    if (input.initialState().named().size() > 1) {
      finals.add(Heap.writeRows(tape.memory(), memoryRows, tape.stateStride(), tape.units()));
    }
    return Heap.like(input.initialState(), finals);
  }

  /** One thread's share. */
  void walk(Walk walk) {
    int most = walk.largestStep();
    int stride = tape.gateStride();
    float[] a = layer.buffers.take((BLOCK + most) * (long) stride);
    float[] u = layer.gates.separatesRecurrent() ? layer.buffers.take(most * (long) stride) : null;
    int[] slots = Rows.range(0, BLOCK + most);
    int step = 0;
    while (step < walk.steps()) {
      int first = walk.stepFrom(step);
      int end = walk.blockEnd(step, BLOCK);
      project(walk, first, new Rows(a, stride, slots, 0, walk.stepFrom(end) - first));
      for (; step < end; step++) {
        int from = walk.stepFrom(step);
        int size = walk.stepSize(step);
        Rows sums =
            u == null
                ? new Rows(a, stride, slots, from - first, size)
                : filled(new Rows(u, stride, slots, 0, size), layer.recurrentBias);
        Rows before = new Rows(tape.hidden(), tape.stateStride(), walk.before(), from, size);
        layer.arithmetic.addProduct(before, layer.recurrent, sums);
        gates(walk, step, new Projections(a, first, u, from));
        copyOutputs(walk, from, size);
      }
    }
    layer.buffers.give(a, u);
  }

  private void gates(Walk walk, int step, Projections projections) {
    int from = walk.stepFrom(step);
    Threads.splitOften(
        walk.stepSize(step),
        Threads.shareOften(layer.elementwisePerVisit()),
        (first, end) -> layer.gates.forward(walk, from + first, from + end, tape, projections));
  }

  /** {@code a = x·W + b} */
  private void project(Walk walk, int first, Rows a) {
    Rows inputs = new Rows(x, layer.inputs, walk.row(), first, a.count());
    layer.arithmetic.addProduct(inputs, layer.input, filled(a, layer.bias));
  }

  private static Rows filled(Rows rows, float[] values) {
    for (int i = 0; i < rows.count(); i++) {
      System.arraycopy(values, 0, rows.values(), rows.at(i), values.length);
    }
    return rows;
  }

  private void copyOutputs(Walk walk, int from, int size) {
    if (outputs != null) {
      Rows hidden = new Rows(tape.hidden(), tape.stateStride(), walk.row(), from, size);
      outputs.putRows(new Rows(null, tape.units(), walk.row(), from, size), hidden);
    }
  }
}
