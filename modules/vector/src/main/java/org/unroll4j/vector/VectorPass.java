package org.unroll4j.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.Shapes;
import org.unroll4j.core.engine.Layer;
import org.unroll4j.core.engine.LayerGradients;
import org.unroll4j.core.engine.LayerInput;
import org.unroll4j.core.engine.LayerOutput;
import org.unroll4j.core.engine.LayerPass;
import org.unroll4j.core.engine.ValidSteps;

/**
 * A walk through time, sequence by sequence: the sequences are independent of one another, so each
 * thread takes some of them through all their steps, and a step that does not exist costs nothing.
 */
final class VectorPass<P extends CellParameters<P>, S extends CellState<S>>
    implements LayerPass<P, S> {

  /** Sequences, or rows of a weight matrix, below which a thread of their own does not pay. */
  private static final int WORTH_A_THREAD = 8;

  private final Layer<P, S> layer;
  private final Weights weights;
  private final Supplier<Kernel> kernels;
  private final ValidSteps valid;

  /** For each sequence, the rows of its valid steps in the order of the walk. */
  private final int[][] visits;

  private final float[] x;
  private final Tape tape;
  private final LayerOutput<S> output;

  private VectorPass(
      Layer<P, S> layer,
      LayerInput<S> input,
      Supplier<Kernel> kernels,
      Weights weights,
      Tape tape) {
    this.layer = layer;
    this.weights = weights;
    this.kernels = kernels;
    this.valid = input.valid();
    this.visits = IntStream.range(0, valid.batchSize()).mapToObj(this::visit).toArray(int[][]::new);
    this.x = Heap.read(input.x());
    this.tape = tape;
    this.output = walk(input.initialState(), tape);
  }

  /** Forward, remembering what the way back needs. */
  static <P extends CellParameters<P>, S extends CellState<S>> VectorPass<P, S> remembering(
      Layer<P, S> layer, LayerInput<S> input, Weights weights, Supplier<Kernel> kernels) {
    int rows = input.valid().steps() * input.valid().batchSize();
    Tape tape = new Tape(rows, kernels.get().notes());
    return new VectorPass<>(layer, input, kernels, weights, tape);
  }

  /** Forward without remembering anything. */
  static <P extends CellParameters<P>, S extends CellState<S>> LayerOutput<S> outputOnly(
      Layer<P, S> layer, LayerInput<S> input, Weights weights, Supplier<Kernel> kernels) {
    return new VectorPass<>(layer, input, kernels, weights, null).output;
  }

  private int rows() {
    return valid.steps() * valid.batchSize();
  }

  private int[] visit(int n) {
    return IntStream.range(0, valid.steps())
        .map(k -> layer.direction().step(k, valid.steps()))
        .filter(t -> valid.isValid(t, n))
        .map(t -> t * valid.batchSize() + n)
        .toArray();
  }

  /** Forward, writing to the tape, or to a tape of one row over and over if there is none. */
  private LayerOutput<S> walk(S initialState, Tape whole) {
    int units = weights.units();
    float[] outputs = new float[rows() * units];
    List<Matrix> states = Heap.readAll(initialState);
    Threads.split(
        valid.batchSize(),
        WORTH_A_THREAD,
        (from, to) -> {
          Kernel kernel = kernels.get();
          Tape tape = whole == null ? new Tape(1, kernel.notes()) : whole;
          for (int n = from; n < to; n++) {
            float[][] state = ofSequence(states, n);
            for (int row : visits[n]) {
              int tapeRow = whole == null ? 0 : row;
              float[] z = weights.bias().clone();
              weights.input().addProduct(x, row * weights.input().height(), z);
              tape.hiddenBefore[tapeRow] = state[0].clone();
              kernel.forward(tape, tapeRow, z, state);
              System.arraycopy(state[0], 0, outputs, row * units, units);
            }
          }
        });
    INDArray perStep = Heap.write(outputs, valid.steps(), valid.batchSize(), units);
    return new LayerOutput<>(perStep, write(initialState, states));
  }

  @Override
  public LayerOutput<S> output() {
    return output;
  }

  @Override
  public LayerGradients<P, S> backward(INDArray gradOutputs, S gradFinalState) {
    Shapes.require(
        "LayerPass.backward: gradOutputs", gradOutputs, "[T, N, H]", output.outputs().shape());
    float[][] dOutputs = Heap.readMatrix(gradOutputs).rows();
    List<Matrix> dStates = Heap.readAll(gradFinalState);
    StepGradients d = newStepGradients();
    int inputs = weights.input().height();
    float[] dx = new float[x.length];
    Threads.split(
        valid.batchSize(),
        WORTH_A_THREAD,
        (from, to) -> {
          Kernel kernel = kernels.get();
          float[] dxRow = new float[inputs];
          for (int n = from; n < to; n++) {
            float[][] dState = ofSequence(dStates, n);
            for (int k = visits[n].length - 1; k >= 0; k--) {
              int row = visits[n][k];
              Matrix.addRow(1, dOutputs[row], dState[0]);
              kernel.backward(tape, row, dState, d);
              Arrays.fill(dxRow, 0);
              weights.inputTransposed().addProduct(d.projection()[row], 0, dxRow);
              System.arraycopy(dxRow, 0, dx, row * inputs, inputs);
            }
          }
        });
    INDArray gradX = Heap.write(dx, valid.steps(), valid.batchSize(), inputs);
    return new LayerGradients<>(parameterGradients(d), gradX, write(gradFinalState, dStates));
  }

  private StepGradients newStepGradients() {
    float[][] projection = new float[rows()][];
    return new StepGradients(
        projection, kernels.get().separatesRecurrentGradient() ? new float[rows()][] : projection);
  }

  private P parameterGradients(StepGradients d) {
    int[] visited = Arrays.stream(visits).flatMapToInt(IntStream::of).toArray();
    Matrix x = Matrix.of(this.x, rows(), weights.input().height());
    int width = weights.input().columns();
    List<float[]> gradients = new ArrayList<>();
    gradients.add(product(visited, x.rows(), weights.input(), d.projection()));
    gradients.add(product(visited, tape.hiddenBefore, weights.recurrent(), d.recurrent()));
    gradients.add(sum(visited, d.projection(), width));
    if (kernels.get().separatesRecurrentGradient()) {
      float[] all = sum(visited, d.recurrent(), width);
      gradients.add(Arrays.copyOfRange(all, width - weights.units(), width));
    }
    return Heap.writeAll(layer.parameters(), gradients);
  }

  /** {@code Σ aᵀ·d} over the visited rows, in the shape of the weights, row-major. */
  private static float[] product(int[] visited, float[][] a, Matrix like, float[][] d) {
    Matrix sum = Matrix.zeros(like.height(), like.columns());
    Threads.split(
        like.height(), WORTH_A_THREAD, (from, to) -> sum.addOuterProducts(visited, a, d, from, to));
    return sum.flat();
  }

  private static float[] sum(int[] visited, float[][] rows, int width) {
    float[] sum = new float[width];
    for (int row : visited) {
      Matrix.addRow(1, rows[row], sum);
    }
    return sum;
  }

  private static float[][] ofSequence(List<Matrix> states, int n) {
    return states.stream().map(state -> state.rows()[n]).toArray(float[][]::new);
  }

  private static <A extends CellState<A>> A write(A like, List<Matrix> states) {
    return Heap.writeAll(like, states.stream().map(Matrix::flat).toList());
  }
}
