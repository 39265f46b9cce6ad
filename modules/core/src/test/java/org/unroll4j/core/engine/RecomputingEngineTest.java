package org.unroll4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.Draw;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.LstmState;
import org.unroll4j.core.engine.LayerCase.Padding;
import org.unroll4j.core.engine.LayerCase.Setting;
import org.unroll4j.core.engine.LayerCase.Size;

class RecomputingEngineTest {

  @Nested
  class BehavesInDouble extends EngineContract {
    BehavesInDouble() {
      super(new RecomputingEngine(Engines.reference(), 3), DataType.DOUBLE);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("org.unroll4j.core.Draw#cells")
  <P extends CellParameters<P>, S extends CellState<S>> void givesTheNumbersOfTheOtherEngine(
      Cell<P, S, ?> cell) {
    Draw draw = Draw.doubles(1);
    for (Direction direction : Direction.values()) {
      for (Padding padding : Padding.values()) {
        LayerCase<P, S> drawn =
            LayerCase.draw(
                draw, cell, new Size(9, 3, 2, 5), new Setting(direction, padding, false));
        Map<String, INDArray> expected = drawn.run(Engines.reference());
        for (int every : new int[] {1, 4, 8, 9}) {
          drawn
              .run(new RecomputingEngine(Engines.reference(), every))
              .forEach(
                  (name, a) ->
                      assertThat(a.sub(expected.get(name)).amaxNumber().doubleValue())
                          .as("%s every %d", name, every)
                          .isLessThan(1e-13));
        }
      }
    }
  }

  @Test
  void neverMoreThanOneChunkIsRemembered() {
    for (int every : new int[] {1, 4, 13, 14}) {
      Watching watching = new Watching();
      Engine engine = new RecomputingEngine(watching, every);
      LayerCase<?, ?> drawn =
          LayerCase.draw(
              Draw.doubles(2),
              new LstmCell(),
              new Size(13, 3, 2, 5),
              new Setting(Direction.BACKWARD, Padding.LENGTHS, false));
      drawn.run(engine);
      assertThat(watching.largestRemembered).isEqualTo(Math.min(every, 13));
      assertThat(watching.open).isZero();
      assertThat(watching.mostOpen).isEqualTo(1);
    }
  }

  @Test
  void aClosedPassSaysThatItCannotGoBack() {
    var drawn =
        LayerCase.draw(
            Draw.doubles(3),
            new LstmCell(),
            new Size(5, 2, 2, 3),
            new Setting(Direction.FORWARD, Padding.COMPLETE, true));
    Engine engine = new RecomputingEngine(Engines.reference(), 2);
    LayerPass<?, LstmState> pass = engine.forward(drawn.layer(), drawn.input());
    pass.close();
    assertThatThrownBy(() -> pass.backward(drawn.gradOutputs(), drawn.gradFinal()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "LayerPass.backward: the pass was closed and remembers nothing; run forward again.");
  }

  @Test
  void itIsNamedAfterTheOtherEngineAndRefusesWhatThatRefuses() {
    Engine engine = new RecomputingEngine(new Watching(), 64);
    assertThat(engine.name()).isEqualTo("watching, recomputing every 64 steps");
    assertThat(engine.rank()).isEqualTo(3);
    assertThat(engine.refusal(new LstmCell(), DataType.FLOAT)).contains("no floats");
    assertThat(engine.refusal(new LstmCell(), DataType.DOUBLE)).isEmpty();
    assertThatThrownBy(() -> new RecomputingEngine(engine, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("RecomputingEngine: everySteps must be at least 1, but was 0.");
  }

  /** The reference engine under surveillance: how much it is asked to remember. */
  private static final class Watching implements Engine {
    private int largestRemembered;
    private int open;
    private int mostOpen;

    @Override
    public String name() {
      return "watching";
    }

    @Override
    public int rank() {
      return 3;
    }

    @Override
    public Optional<String> refusal(Cell<?, ?, ?> cell, DataType type) {
      return type == DataType.FLOAT ? Optional.of("no floats") : Optional.empty();
    }

    @Override
    public <P extends CellParameters<P>, S extends CellState<S>> PreparedLayer<P, S> prepare(
        Layer<P, S> layer) {
      PreparedLayer<P, S> reference = Engines.reference().prepare(layer);
      return new PreparedLayer<>() {
        @Override
        public LayerOutput<S> infer(LayerInput<S> input) {
          return reference.infer(input);
        }

        @Override
        public LayerPass<P, S> forward(LayerInput<S> input) {
          largestRemembered = Math.max(largestRemembered, input.valid().steps());
          open++;
          mostOpen = Math.max(mostOpen, open);
          return watched(reference.forward(input));
        }
      };
    }

    private <P extends CellParameters<P>, S extends CellState<S>> LayerPass<P, S> watched(
        LayerPass<P, S> pass) {
      return new LayerPass<>() {
        @Override
        public LayerOutput<S> output() {
          return pass.output();
        }

        @Override
        public LayerGradients<P, S> backward(INDArray gradOutputs, S gradFinalState) {
          return pass.backward(gradOutputs, gradFinalState);
        }

        @Override
        public void close() {
          open--;
        }
      };
    }
  }
}
