package org.unroll4j.core.engine;

import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.TwoBiasCell;
import org.unroll4j.core.cell.TwoBiasParameters;

/**
 * Another engine, and with it every {@link TwoBiasCell} around a cell that it can run: the engine
 * computes with the sum of both biases, and each of them gets the sum's gradient. {@link Engines}
 * hands out every engine that it finds in this form.
 *
 * @param engine what computes
 */
public record TwoBiasEngine(Engine engine) implements Engine {

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public int rank() {
    return engine.rank();
  }

  @Override
  public Optional<String> refusal(Cell<?, ?, ?> cell, DataType type) {
    return engine.refusal(cell instanceof TwoBiasCell<?, ?, ?> two ? two.cell() : cell, type);
  }

  @Override
  public <P extends CellParameters<P>, S extends CellState<S>> PreparedLayer<P, S> prepare(
      Layer<P, S> layer) {
    return layer.cell() instanceof TwoBiasCell<?, ?, ?> two
        ? prepareSummed(two, layer)
        : engine.prepare(layer);
  }

  @Override
  public <P extends CellParameters<P>, S extends CellState<S>> LayerOutput<S> infer(
      Layer<P, S> layer, LayerInput<S> input) {
    return layer.cell() instanceof TwoBiasCell<?, ?, ?>
        ? prepare(layer).infer(input)
        : engine.infer(layer, input);
  }

  @Override
  public <P extends CellParameters<P>, S extends CellState<S>> LayerPass<P, S> forward(
      Layer<P, S> layer, LayerInput<S> input) {
    return layer.cell() instanceof TwoBiasCell<?, ?, ?>
        ? prepare(layer).forward(input)
        : engine.forward(layer, input);
  }

  /** What is called P outside is {@code TwoBiasParameters<Q>} here, because the cell says so. */
  @SuppressWarnings("unchecked")
  private <P extends CellParameters<P>, S extends CellState<S>, Q extends CellParameters<Q>, T>
      PreparedLayer<P, S> prepareSummed(TwoBiasCell<?, ?, ?> cell, Layer<P, S> layer) {
    TwoBiasCell<Q, S, T> two = (TwoBiasCell<Q, S, T>) cell;
    Layer<TwoBiasParameters<Q>, S> twoBiases = (Layer<TwoBiasParameters<Q>, S>) layer;
    Q summed = two.summed(twoBiases.parameters());
    PreparedLayer<Q, S> single = engine.prepare(new Layer<>(two.cell(), summed, layer.direction()));
    return (PreparedLayer<P, S>) new Prepared<>(two, twoBiases, single);
  }

  private record Prepared<P extends CellParameters<P>, S extends CellState<S>>(
      TwoBiasCell<P, S, ?> cell, Layer<TwoBiasParameters<P>, S> layer, PreparedLayer<P, S> single)
      implements PreparedLayer<TwoBiasParameters<P>, S> {

    @Override
    public LayerOutput<S> infer(LayerInput<S> input) {
      input.requireFit(layer);
      return single.infer(input);
    }

    @Override
    public LayerPass<TwoBiasParameters<P>, S> forward(LayerInput<S> input) {
      input.requireFit(layer);
      return new Pass<>(cell, single.forward(input));
    }
  }

  private record Pass<P extends CellParameters<P>, S extends CellState<S>>(
      TwoBiasCell<P, S, ?> cell, LayerPass<P, S> single)
      implements LayerPass<TwoBiasParameters<P>, S> {

    @Override
    public LayerOutput<S> output() {
      return single.output();
    }

    @Override
    public LayerGradients<TwoBiasParameters<P>, S> backward(
        INDArray gradOutputs, S gradFinalState) {
      LayerGradients<P, S> gradients = single.backward(gradOutputs, gradFinalState);
      return new LayerGradients<>(
          cell.gradients(gradients.parameters()), gradients.x(), gradients.initialState());
    }

    @Override
    public void close() {
      single.close();
    }
  }
}
