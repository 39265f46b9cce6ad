package org.unroll4j.vector;

import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.engine.Engine;
import org.unroll4j.core.engine.Layer;
import org.unroll4j.core.engine.LayerInput;
import org.unroll4j.core.engine.LayerOutput;
import org.unroll4j.core.engine.LayerPass;
import org.unroll4j.core.engine.PreparedLayer;

/**
 * RNN, LSTM and GRU (reset after the product) in FLOAT on the CPU, with the JDK's Vector API. Where
 * Java was started without {@code --add-modules jdk.incubator.vector} it computes the same in plain
 * loops, and says once that it could be faster.
 *
 * <p>The system property {@code unroll4j.threads} bounds the number of threads; the results do not
 * depend on it.
 */
public final class VectorEngine implements Engine {

  /** The name of this engine. */
  public static final String NAME = "vector";

  /** The module that has to be opened for the Vector API. */
  static final String MODULE = "jdk.incubator.vector";

  private final Arithmetic arithmetic;
  private final Buffers buffers;

  /** The best arithmetic that this JVM has. */
  public VectorEngine() {
    this(hasVectorApi());
  }

  private static boolean hasVectorApi() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  private static Arithmetic arithmetic(boolean vectorApi, Buffers buffers) {
    return vectorApi ? new VectorArithmetic(buffers) : new LoopArithmetic();
  }

  /** The best arithmetic that this JVM has. */
  static Arithmetic arithmetic(Buffers buffers) {
    return arithmetic(hasVectorApi(), buffers);
  }

  VectorEngine(boolean vectorApi) {
    this.buffers = new Buffers();
    this.arithmetic = arithmetic(vectorApi, buffers);
  }

  VectorEngine(Arithmetic arithmetic, Buffers buffers) {
    this.arithmetic = arithmetic;
    this.buffers = buffers;
  }

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
    return pack(layer);
  }

  @Override
  public <P extends CellParameters<P>, S extends CellState<S>> LayerOutput<S> infer(
      Layer<P, S> layer, LayerInput<S> input) {
    PackedLayer<P, S> packed = pack(layer);
    LayerOutput<S> output = packed.infer(input);
    packed.release();
    return output;
  }

  @Override
  public <P extends CellParameters<P>, S extends CellState<S>> LayerPass<P, S> forward(
      Layer<P, S> layer, LayerInput<S> input) {
    return pack(layer).forwardOnce(input);
  }

  private <P extends CellParameters<P>, S extends CellState<S>> PackedLayer<P, S> pack(
      Layer<P, S> layer) {
    StartAdvice.give(!(arithmetic instanceof LoopArithmetic));
    return new PackedLayer<>(layer, arithmetic, buffers);
  }
}
