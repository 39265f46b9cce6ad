package org.unroll4j.core.engine;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.DropoutState;
import org.unroll4j.core.cell.RecurrentDropoutCell;

/** Any layer with dropout on the recurrent path, from and to the cell's own states. */
public final class RecurrentDropout {

  private RecurrentDropout() {}

  /**
   * The layer with the same factors at every step of every pass.
   *
   * @param factors what h is multiplied with on its way into recurrent products, [N, H]; see {@link
   *     DropoutState#factors}
   * @throws IllegalArgumentException if the engine has no recurrent dropout for the layer's cell
   */
  public static <P extends CellParameters<P>, S extends CellState<S>> PreparedLayer<P, S> prepare(
      Engine engine, Layer<P, S> layer, INDArray factors) {
    return prepare(engine, layer.cell(), layer, factors);
  }

  private static <P extends CellParameters<P>, S extends CellState<S>, T>
      PreparedLayer<P, S> prepare(
          Engine engine, Cell<P, S, T> cell, Layer<P, S> layer, INDArray factors) {
    RecurrentDropoutCell<P, S, T> dropping = new RecurrentDropoutCell<>(cell);
    Engines.requireOffered(engine, dropping, layer.parameters().dataType());
    return new Prepared<>(
        engine.prepare(new Layer<>(dropping, layer.parameters(), layer.direction())), factors);
  }

  private record Prepared<P extends CellParameters<P>, S extends CellState<S>>(
      PreparedLayer<P, DropoutState<S>> dropping, INDArray factors) implements PreparedLayer<P, S> {

    @Override
    public LayerOutput<S> infer(LayerInput<S> input) {
      return plain(dropping.infer(withFactors(input)));
    }

    @Override
    public LayerPass<P, S> forward(LayerInput<S> input) {
      return new Pass<>(dropping.forward(withFactors(input)));
    }

    private LayerInput<DropoutState<S>> withFactors(LayerInput<S> input) {
      DropoutState<S> initial = new DropoutState<>(input.initialState(), factors);
      return new LayerInput<>(input.x(), input.valid(), initial);
    }

    private static <S extends CellState<S>> LayerOutput<S> plain(
        LayerOutput<DropoutState<S>> output) {
      return new LayerOutput<>(output.outputs(), output.finalState().carried());
    }
  }

  private record Pass<P extends CellParameters<P>, S extends CellState<S>>(
      LayerPass<P, DropoutState<S>> dropping) implements LayerPass<P, S> {

    @Override
    public LayerOutput<S> output() {
      return Prepared.plain(dropping.output());
    }

    /** The factors are constants. */
    @Override
    public LayerGradients<P, S> backward(INDArray gradOutputs, S gradFinalState) {
      INDArray none = dropping.output().finalState().factors().like();
      LayerGradients<P, DropoutState<S>> d =
          dropping.backward(gradOutputs, new DropoutState<>(gradFinalState, none));
      return new LayerGradients<>(d.parameters(), d.x(), d.initialState().carried());
    }

    @Override
    public void close() {
      dropping.close();
    }
  }
}
