package org.unroll4j.interop.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.ProjectedLstmCell;
import org.unroll4j.core.cell.TwoBiasCell;
import org.unroll4j.core.engine.Engines;
import org.unroll4j.core.engine.ValidSteps;
import org.unroll4j.core.network.Directions;
import org.unroll4j.core.network.RecurrentStack;
import org.unroll4j.core.network.StackInput;
import org.unroll4j.core.network.StackShape;
import org.unroll4j.interop.StackWeights;
import org.unroll4j.interop.Stacks;
import org.unroll4j.interop.onnx.StackExportTest;

/** Stacks as Deeplearning4j networks. */
class StackNetworksTest {

  private final Stacks stacks = new Stacks(61);

  static Stream<Arguments> structures() {
    Cell<?, ?, ?> projected = new ProjectedLstmCell(2);
    Cell<?, ?, ?> both = new TwoBiasCell<>(new ProjectedLstmCell(3));
    return Stream.concat(
        StackExportTest.structures(),
        Stream.of(
            Arguments.of(projected, 1, Directions.FORWARD),
            Arguments.of(projected, 3, Directions.FORWARD),
            Arguments.of(both, 2, Directions.BOTH_CONCATENATED),
            Arguments.of(both, 1, Directions.BOTH_SUMMED)));
  }

  @ParameterizedTest
  @MethodSource("structures")
  void computesWhatTheStackComputes(Cell<?, ?, ?> cell, int layers, Directions directions) {
    StackShape<?, ?> shape = new StackShape<>(cell, 3, 5, layers, directions);
    if (directions == Directions.BACKWARD) {
      assertThatThrownBy(() -> StackNetworks.network(stacks.weights(shape, DataType.DOUBLE)))
          .hasMessageStartingWith("StackNetworks: a backward direction alone has no layer");
    } else {
      check(shape);
    }
  }

  private <P extends CellParameters<P>, S extends CellState<S>> void check(StackShape<P, S> shape) {
    StackWeights<P, S> weights = stacks.weights(shape, DataType.DOUBLE);
    MultiLayerNetwork network = StackNetworks.network(weights);
    INDArray x = stacks.array(DataType.DOUBLE, 7, 4, 3);
    RecurrentStack<P, S> stack = new RecurrentStack<>(shape, Engines.reference());
    INDArray expected =
        stack
            .infer(
                weights.parameters(),
                new StackInput<>(x, ValidSteps.all(7, 4), stack.zeroStates(4, DataType.DOUBLE)))
            .outputs();
    INDArray actual = network.output(x.permute(1, 2, 0)).permute(2, 0, 1);
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.sub(expected).amaxNumber().doubleValue()).isLessThan(1e-13);
    StackWeights<?, ?> back = RecurrentLayers.weights(network.getLayer(0));
    assertThat(back.shape().cell()).isEqualTo(shape.cell());
    weights
        .parameters()
        .get(0)
        .named()
        .forEach(
            (name, array) ->
                assertThat(back.parameters().get(0).named().get(name).dup('c').data().asDouble())
                    .as(name)
                    .isEqualTo(array.dup('c').data().asDouble()));
  }

  @Test
  void weightsOfAnotherStructureAreRefused() {
    StackShape<?, ?> shape = new StackShape<>(new LstmCell(), 3, 5);
    MultiLayerNetwork network = StackNetworks.network(stacks.weights(shape, DataType.FLOAT));
    StackShape<?, ?> other = new StackShape<>(new LstmCell(), 3, 6);
    assertThatThrownBy(
            () ->
                RecurrentLayers.assign(network.getLayer(0), stacks.weights(other, DataType.FLOAT)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("RecurrentLayers: 'recurrent1' is StackShape[");
  }
}
