package org.unroll4j.core.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;

/**
 * Another engine for sequences whose way back does not fit into memory: forward keeps the state
 * before every k-th step only; backward takes the chunks between them from the last to the first,
 * runs each one forward again, and then back.
 *
 * <p>With T steps, what is remembered beside x and the outputs shrinks from T steps to T/k states
 * and one chunk of k steps, which is least where k is about √T. The price is a second forward pass.
 * The numbers are those of the other engine; only the sum over the steps in the parameters'
 * gradients is taken in another order.
 *
 * <p>Sources: T. Chen et al., Training Deep Nets with Sublinear Memory Cost, arXiv 1604.06174; A.
 * Gruslys et al., Memory-Efficient Backpropagation Through Time, arXiv 1606.03401 (whose
 * checkpoints are those of hidden states, here at equal distances).
 *
 * @param engine what computes each chunk
 * @param everySteps k, the steps from one kept state to the next; passes that are not longer are
 *     the other engine's own
 */
public record RecomputingEngine(Engine engine, int everySteps) implements Engine {

  /** Checks the distance. */
  public RecomputingEngine {
    if (everySteps < 1) {
      throw new IllegalArgumentException(
          "RecomputingEngine: everySteps must be at least 1, but was %d.".formatted(everySteps));
    }
  }

  @Override
  public String name() {
    return "%s, recomputing every %d steps".formatted(engine.name(), everySteps);
  }

  @Override
  public int rank() {
    return engine.rank();
  }

  @Override
  public Optional<String> refusal(Cell<?, ?, ?> cell, DataType type) {
    return engine.refusal(cell, type);
  }

  @Override
  public <P extends CellParameters<P>, S extends CellState<S>> PreparedLayer<P, S> prepare(
      Layer<P, S> layer) {
    return new Prepared<>(layer, engine.prepare(layer), everySteps);
  }

  private record Prepared<P extends CellParameters<P>, S extends CellState<S>>(
      Layer<P, S> layer, PreparedLayer<P, S> chunks, int everySteps)
      implements PreparedLayer<P, S> {

    @Override
    public LayerOutput<S> infer(LayerInput<S> input) {
      return chunks.infer(input);
    }

    @Override
    public LayerPass<P, S> forward(LayerInput<S> input) {
      return input.valid().steps() <= everySteps ? chunks.forward(input) : remember(input);
    }

    /** Forward, chunk by chunk in the order of the walk, keeping the state before each. */
    @SuppressWarnings("try")
    private LayerPass<P, S> remember(LayerInput<S> input) {
      input.requireFit(layer);
      P p = layer.parameters();
      int steps = input.valid().steps();
      INDArray outputs =
          Nd4j.create(p.dataType(), steps, input.valid().batchSize(), p.outputSize());
      List<S> kept = new ArrayList<>();
      S state = input.initialState();
      try (MemoryWorkspace chunkOnly = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
        for (int from = 0; from < steps; from += everySteps) {
          kept.add(state);
          Chunk chunk = Chunk.of(layer.direction(), from, everySteps, steps);
          LayerOutput<S> output = chunks.infer(chunk.of(input, state));
          chunk.of(outputs).assign(output.outputs());
          giveBack(output.outputs());
          state = output.finalState();
        }
      }
      return new Pass<>(this, input, new LayerOutput<>(outputs, state), kept);
    }
  }

  /** At once: the collector does not see how much memory outside its heap waits for it. */
  private static void giveBack(INDArray array) {
    if (array.closeable()) {
      array.close();
    }
  }

  /** The steps {@code [from, to)}, in time order. */
  private record Chunk(int from, int to) {

    /** The steps that a walk visits as number {@code first} and the following. */
    static Chunk of(Direction direction, int first, int length, int steps) {
      int end = Math.min(steps, first + length);
      return direction == Direction.FORWARD
          ? new Chunk(first, end)
          : new Chunk(steps - end, steps - first);
    }

    /** A view of these steps. */
    INDArray of(INDArray perStep) {
      return StepViews.steps(perStep, from, to);
    }

    <S extends CellState<S>> LayerInput<S> of(LayerInput<S> whole, S state) {
      return new LayerInput<>(of(whole.x()), whole.valid().slice(from, to), state);
    }
  }

  private static final class Pass<P extends CellParameters<P>, S extends CellState<S>>
      implements LayerPass<P, S> {
    private final Prepared<P, S> prepared;
    private final LayerInput<S> input;
    private final LayerOutput<S> output;

    /** The states before the chunks in the order of the walk; null once closed. */
    private List<S> kept;

    Pass(Prepared<P, S> prepared, LayerInput<S> input, LayerOutput<S> output, List<S> kept) {
      this.prepared = prepared;
      this.input = input;
      this.output = output;
      this.kept = kept;
    }

    @Override
    public LayerOutput<S> output() {
      return output;
    }

    @Override
    @SuppressWarnings("try")
    public LayerGradients<P, S> backward(INDArray gradOutputs, S gradFinalState) {
      output.requireGradients(gradOutputs, gradFinalState);
      if (kept == null) {
        throw new IllegalStateException(
            "LayerPass.backward: the pass was closed and remembers nothing; run forward again.");
      }
      INDArray gradX = Nd4j.create(input.x().dataType(), input.x().shape());
      P sum = null;
      S gradState = gradFinalState;
      try (MemoryWorkspace chunkOnly = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
        for (int c = kept.size() - 1; c >= 0; c--) {
          Chunk chunk = chunk(c);
          LayerGradients<P, S> gradients = again(c, chunk.of(gradOutputs), gradState);
          chunk.of(gradX).assign(gradients.x());
          giveBack(gradients.x());
          gradState = gradients.initialState();
          sum = sum == null ? gradients.parameters() : added(sum, gradients.parameters());
        }
      }
      return new LayerGradients<>(sum, gradX, gradState);
    }

    private P added(P sum, P ofChunk) {
      P result = sum.combine(ofChunk, INDArray::addi);
      ofChunk.named().values().forEach(RecomputingEngine::giveBack);
      return result;
    }

    /** There and back through one chunk. */
    private LayerGradients<P, S> again(int c, INDArray gradOutputs, S gradState) {
      LayerInput<S> ofChunk = chunk(c).of(input, kept.get(c));
      try (LayerPass<P, S> pass = prepared.chunks().forward(ofChunk)) {
        LayerGradients<P, S> gradients = pass.backward(gradOutputs, gradState);
        giveBack(pass.output().outputs());
        return gradients;
      }
    }

    private Chunk chunk(int c) {
      int every = prepared.everySteps();
      return Chunk.of(prepared.layer().direction(), c * every, every, input.valid().steps());
    }

    @Override
    public void close() {
      kept = null;
    }
  }
}
