package org.unroll4j.vector;

import java.util.Optional;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.GruParameters;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.engine.Engine;
import org.unroll4j.core.engine.Layer;
import org.unroll4j.core.engine.LayerInput;
import org.unroll4j.core.engine.LayerOutput;
import org.unroll4j.core.engine.LayerPass;
import org.unroll4j.core.engine.PreparedLayer;

/**
 * RNN, LSTM and GRU (reset after the product) in FLOAT on the CPU, in Java loops that the JIT
 * vectorises. The system property {@code unroll4j.threads} bounds the number of threads.
 */
public final class VectorEngine implements Engine {

  /** The name of this engine. */
  public static final String NAME = "vector";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int rank() {
    return 10;
  }

  @Override
  public Optional<String> refusal(Cell<?, ?, ?> cell, DataType type) {
    if (type != DataType.FLOAT) {
      return Optional.of("it computes in FLOAT only; the reference engine has every type.");
    }
    if (!isKnown(cell)) {
      return Optional.of("it has no kernel for this cell; the reference engine has every cell.");
    }
    return Nd4j.getEnvironment().isCPU()
        ? Optional.empty()
        : Optional.of("ND4J's arrays are not in main memory.");
  }

  private static boolean isKnown(Cell<?, ?, ?> cell) {
    return cell instanceof LstmCell
        || cell instanceof RnnCell
        || (cell instanceof GruCell gru && gru.reset() == GruCell.Reset.AFTER_PRODUCT);
  }

  @Override
  public <P extends CellParameters<P>, S extends CellState<S>> PreparedLayer<P, S> prepare(
      Layer<P, S> layer) {
    Weights weights = Weights.of(layer.parameters());
    return new Prepared<>(layer, weights, kernels(layer.cell(), layer.parameters(), weights));
  }

  private record Prepared<P extends CellParameters<P>, S extends CellState<S>>(
      Layer<P, S> layer, Weights weights, Supplier<Kernel> kernels) implements PreparedLayer<P, S> {

    @Override
    public LayerOutput<S> infer(LayerInput<S> input) {
      input.requireFit(layer);
      return VectorPass.outputOnly(layer, input, weights, kernels);
    }

    @Override
    public LayerPass<P, S> forward(LayerInput<S> input) {
      input.requireFit(layer);
      return VectorPass.remembering(layer, input, weights, kernels);
    }
  }

  /** A kernel for each thread that asks. */
  private static Supplier<Kernel> kernels(
      Cell<?, ?, ?> cell, CellParameters<?> parameters, Weights weights) {
    if (cell instanceof RnnCell rnn) {
      return () -> new RnnKernel(rnn.activation(), weights);
    }
    if (parameters instanceof GruParameters gru) {
      float[] bias = new float[3 * weights.units()];
      System.arraycopy(
          Heap.read(gru.recurrentBias()), 0, bias, 2 * weights.units(), weights.units());
      return () -> new GruKernel(weights, bias);
    }
    return () -> new LstmKernel(weights);
  }
}
