package org.unroll4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;

/** Step by step and chunk by chunk gives the numbers of the whole sequence. */
class StreamingTest {

  private static final int N = 3;
  private static final int F = 2;
  private static final int H = 5;
  private static final int OUT = 2;
  private static final int STEPS = 7;

  @ParameterizedTest
  @EnumSource(Kind.class)
  void stepByStepInAMultiLayerNetwork(Kind kind) {
    MultiLayerNetwork network = network(kind);
    INDArray x = Networks.random(2, N, F, STEPS);
    INDArray whole = network.output(x);
    for (int t = 0; t < STEPS; t++) {
      INDArray step = x.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(t)).dup();
      assertClose(network.rnnTimeStep(step), at(whole, t));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void inChunksInAComputationGraph(Kind kind) {
    ComputationGraph graph =
        new ComputationGraph(
            Networks.settings(DataType.DOUBLE, new Sgd(0))
                .graphBuilder()
                .addInputs("in")
                .addLayer("first", kind.layer(F, H), "in")
                .addLayer("second", kind.layer(H, H), "first")
                .addLayer("out", Networks.perStep(H, OUT, RNNFormat.NCW), "second")
                .setOutputs("out")
                .build());
    graph.init();
    Networks.randomise(graph.params(), 11);
    INDArray x = Networks.random(2, N, F, STEPS);
    INDArray whole = graph.outputSingle(x);
    int[] ends = {3, 4, 7};
    int from = 0;
    for (int to : ends) {
      INDArray chunk = part(x, from, to);
      assertClose(graph.rnnTimeStep(chunk)[0], part(whole, from, to));
      from = to;
    }
  }

  @Test
  void theStateCanBeTakenAwayAndPutBack() {
    MultiLayerNetwork network = network(Kind.LSTM);
    INDArray x = Networks.random(2, N, F, STEPS);
    network.rnnTimeStep(part(x, 0, 4));
    Map<String, INDArray> first = network.rnnGetPreviousState(0);
    Map<String, INDArray> second = network.rnnGetPreviousState(1);
    INDArray expected = network.rnnTimeStep(part(x, 4, 7));

    network.rnnClearPreviousState();
    network.rnnTimeStep(part(x, 2, 5));
    network.rnnSetPreviousState(0, first);
    network.rnnSetPreviousState(1, second);

    assertThat(first).containsOnlyKeys("hidden", "cell");
    assertThat(network.rnnTimeStep(part(x, 4, 7)).distance2(expected)).isZero();
  }

  @Test
  void clearingStartsAgainAndOutputDoesNotTouchTheStream() {
    MultiLayerNetwork network = network(Kind.GRU_RESET_BEFORE);
    INDArray x = Networks.random(2, N, F, STEPS);
    INDArray first = network.rnnTimeStep(part(x, 0, 4));
    INDArray expected = network.output(x);
    assertClose(network.rnnTimeStep(part(x, 4, 7)), part(expected, 4, 7));

    network.rnnClearPreviousState();
    assertThat(network.rnnTimeStep(part(x, 0, 4)).distance2(first)).isZero();
  }

  @Test
  void theStateOfOtherSequencesIsOneClearLine() {
    MultiLayerNetwork network = network(Kind.LSTM);
    network.rnnTimeStep(Networks.random(2, N, F, 1));
    assertThatThrownBy(() -> network.rnnTimeStep(Networks.random(2, N + 1, F, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "UnrollLstm 'layer0': the carried state is that of 3 sequences, but the input has 4;"
                + " call rnnClearPreviousState() before other sequences.");
  }

  private static MultiLayerNetwork network(Kind kind) {
    return Networks.network(
        Networks.perStep(H, OUT, RNNFormat.NCW), kind.layer(F, H), kind.layer(H, H));
  }

  private static INDArray at(INDArray array, int t) {
    return array.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(t)).dup();
  }

  private static INDArray part(INDArray array, int from, int to) {
    return array.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup();
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.sub(expected).amaxNumber().doubleValue()).isLessThan(1e-14);
  }
}
