package org.unroll4j.dl4j;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.engine.Engine;
import org.unroll4j.core.engine.Engines;
import org.unroll4j.core.engine.Layer;
import org.unroll4j.core.engine.LayerGradients;
import org.unroll4j.core.engine.LayerInput;
import org.unroll4j.core.engine.LayerOutput;
import org.unroll4j.core.engine.LayerPass;
import org.unroll4j.core.engine.PreparedLayer;

/**
 * The reference engine, which also counts, and which computes with the parameters as they were when
 * they were prepared: what an engine may do that packs them.
 */
public final class CountingEngine implements Engine {

  static final AtomicInteger PREPARED = new AtomicInteger();
  static final AtomicInteger FORWARD = new AtomicInteger();
  static final AtomicInteger OPEN = new AtomicInteger();

  static void reset() {
    PREPARED.set(0);
    FORWARD.set(0);
    OPEN.set(0);
  }

  @Override
  public String name() {
    return "counting";
  }

  @Override
  public int rank() {
    return -1;
  }

  @Override
  public Optional<String> refusal(Cell<?, ?, ?> cell, DataType type) {
    return Optional.empty();
  }

  @Override
  public <P extends CellParameters<P>, S extends CellState<S>> PreparedLayer<P, S> prepare(
      Layer<P, S> layer) {
    PREPARED.incrementAndGet();
    Layer<P, S> frozen =
        new Layer<>(layer.cell(), layer.parameters().map(INDArray::dup), layer.direction());
    PreparedLayer<P, S> reference = Engines.reference().prepare(frozen);
    return new PreparedLayer<>() {
      @Override
      public LayerOutput<S> infer(LayerInput<S> input) {
        return reference.infer(input);
      }

      @Override
      public LayerPass<P, S> forward(LayerInput<S> input) {
        FORWARD.incrementAndGet();
        OPEN.incrementAndGet();
        return new Pass<>(reference.forward(input));
      }
    };
  }

  private static final class Pass<P extends CellParameters<P>, S extends CellState<S>>
      implements LayerPass<P, S> {
    private final LayerPass<P, S> pass;
    private boolean open = true;

    Pass(LayerPass<P, S> pass) {
      this.pass = pass;
    }

    @Override
    public LayerOutput<S> output() {
      return pass.output();
    }

    @Override
    public LayerGradients<P, S> backward(INDArray gradOutputs, S gradFinalState) {
      if (!open) {
        throw new IllegalStateException("closed");
      }
      return pass.backward(gradOutputs, gradFinalState);
    }

    @Override
    public void close() {
      if (open) {
        OPEN.decrementAndGet();
        open = false;
      }
    }
  }
}
