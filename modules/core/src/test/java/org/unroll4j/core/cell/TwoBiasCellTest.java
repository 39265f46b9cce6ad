package org.unroll4j.core.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.unroll4j.core.Draw;
import org.unroll4j.core.engine.Direction;
import org.unroll4j.core.engine.Engine;
import org.unroll4j.core.engine.Engines;
import org.unroll4j.core.engine.Layer;
import org.unroll4j.core.engine.LayerInput;
import org.unroll4j.core.engine.PreparedLayer;
import org.unroll4j.core.engine.TwoBiasEngine;
import org.unroll4j.core.engine.ValidSteps;

class TwoBiasCellTest {

  private final Draw draw = Draw.doubles(41);

  @Test
  void bothBiasesMoveSoTheSumMovesTwiceAsFar() {
    TwoBiasCell<LstmParameters, LstmState, LstmCell.Trace> cell = new TwoBiasCell<>(new LstmCell());
    TwoBiasParameters<LstmParameters> p = draw.parameters(cell, 2, 3);
    TwoBiasParameters<LstmParameters> gradients = gradients(Engines.reference(), cell, p);

    LstmParameters ofSum = gradients(Engines.reference(), new LstmCell(), cell.summed(p));
    INDArray step = cell.summed(p.plus(gradients)).bias().sub(cell.summed(p).bias());
    assertThat(step.sub(ofSum.bias().mul(2)).amaxNumber().doubleValue()).isLessThan(1e-13);
    assertThat(gradients.named())
        .containsOnlyKeys("inputWeights", "recurrentWeights", "bias", "secondBias");
    assertThat(gradients.secondBias().distance2(gradients.bias())).isZero();
  }

  @Test
  void aGruKeepsItsCandidatesSecondBiasForItself() {
    TwoBiasCell<GruParameters, HiddenState, GruCell.Trace> cell = new TwoBiasCell<>(new GruCell());
    TwoBiasParameters<GruParameters> p = draw.parameters(cell, 2, 3);
    assertThat(p.secondBias().shape()).containsExactly(6);
    INDArray difference = cell.summed(p).bias().sub(p.bias());
    assertThat(difference.get(NDArrayIndex.interval(6, 9)).amaxNumber().doubleValue()).isZero();
    INDArray gates = difference.get(NDArrayIndex.interval(0, 6));
    assertThat(gates.sub(p.secondBias()).amaxNumber().doubleValue()).isLessThan(1e-15);

    TwoBiasParameters<GruParameters> tooLong = new TwoBiasParameters<>(p.single(), draw.array(9));
    assertThatThrownBy(() -> gradients(Engines.reference(), cell, tooLong))
        .hasMessage("Layer gru-two-biases: secondBias must have shape [2·H] = [6], but was [9].");
  }

  /** An engine that knows nothing but the LSTM, as those with kernels of their own do. */
  @Test
  void anEngineWithoutTwoBiasesComputesWithTheSum() {
    Engine engine = new TwoBiasEngine(new OnlyLstm());
    TwoBiasCell<LstmParameters, LstmState, LstmCell.Trace> cell = new TwoBiasCell<>(new LstmCell());
    TwoBiasParameters<LstmParameters> p = draw.parameters(cell, 2, 3);
    TwoBiasParameters<LstmParameters> theirs = gradients(engine, cell, p);
    TwoBiasParameters<LstmParameters> expected = gradients(Engines.reference(), cell, p);
    expected
        .named()
        .forEach(
            (name, array) ->
                assertThat(theirs.named().get(name).sub(array).amaxNumber().doubleValue())
                    .as(name)
                    .isLessThan(1e-14));
    assertThat(engine.refusal(cell, DataType.DOUBLE)).isEmpty();
    assertThat(engine.refusal(new TwoBiasCell<>(new GruCell()), DataType.DOUBLE))
        .contains("only LSTMs");
  }

  /** Of the sum of all outputs; the same x every time. */
  private static <P extends CellParameters<P>, S extends CellState<S>> P gradients(
      Engine engine, Cell<P, S, ?> cell, P parameters) {
    INDArray x = Draw.doubles(42).array(4, 5, 2);
    Layer<P, S> layer = new Layer<>(cell, parameters, Direction.FORWARD);
    LayerInput<S> input = new LayerInput<>(x, ValidSteps.all(4, 5), layer.zeroState(5));
    var pass = engine.forward(layer, input);
    INDArray ones = pass.output().outputs().like().addi(1);
    return pass.backward(ones, layer.zeroState(5)).parameters();
  }

  private static final class OnlyLstm implements Engine {
    @Override
    public String name() {
      return "only-lstm";
    }

    @Override
    public int rank() {
      return 1;
    }

    @Override
    public Optional<String> refusal(Cell<?, ?, ?> cell, DataType type) {
      return cell instanceof LstmCell ? Optional.empty() : Optional.of("only LSTMs");
    }

    @Override
    public <P extends CellParameters<P>, S extends CellState<S>> PreparedLayer<P, S> prepare(
        Layer<P, S> layer) {
      assertThat(layer.cell()).isInstanceOf(LstmCell.class);
      return Engines.reference().prepare(layer);
    }
  }
}
