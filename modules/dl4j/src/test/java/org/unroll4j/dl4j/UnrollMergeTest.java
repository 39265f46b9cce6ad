package org.unroll4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

/** Embeddings beside numbers: the numbers of Deeplearning4j's layer and vertex. */
class UnrollMergeTest {

  private static final int INDICES = 5;
  private static final int WIDTH = 3;
  private static final int[] SIZES = {1, 2, 3, 7, 13};

  /** What stands above, masks, biases, types and sizes at random. */
  static IntStream cases() {
    return IntStream.range(0, 40);
  }

  private record Arrays(INDArray[] inputs, INDArray[] masks, INDArray[] labels) {}

  @ParameterizedTest
  @MethodSource("cases")
  void trainsToTheSameParameters(int seed) {
    Random random = new Random(seed);
    DataType type = random.nextInt(4) == 0 ? DataType.DOUBLE : DataType.FLOAT;
    Kind kind = random.nextBoolean() ? Kind.LSTM : Kind.GRU_RESET_AFTER;
    boolean bias = random.nextInt(4) == 0;
    boolean tanh = random.nextInt(4) == 0;
    int numbers = 1 + random.nextInt(4);
    Arrays data = data(random, type, numbers);
    EmbeddingSequenceLayer.Builder theirs = new EmbeddingSequenceLayer.Builder();
    EmbeddingSequenceLayer.Builder ours = new UnrollEmbedding.Builder();
    for (EmbeddingSequenceLayer.Builder each : java.util.List.of(theirs, ours)) {
      each.nIn(INDICES).nOut(WIDTH).hasBias(bias);
      each.activation(tanh ? Activation.TANH : Activation.IDENTITY);
    }
    ComputationGraph expected = graph(type, kind, theirs, new MergeVertex(), numbers);
    ComputationGraph actual = graph(type, kind, ours, new UnrollMerge(), numbers);
    INDArray start = actual.params().dup();
    double error = type == DataType.DOUBLE ? 1e-12 : 1e-5;
    for (int update = 0; update < 4; update++) {
      expected.fit(data.inputs, data.labels, data.masks, null);
      actual.fit(data.inputs, data.labels, data.masks, null);
      assertThat(actual.score()).isCloseTo(expected.score(), within(10 * error));
      assertThat(actual.params().distance2(expected.params())).isLessThan(error);
    }
    assertThat(actual.params().distance2(start)).isGreaterThan(1e-3);
    INDArray output = actual.output(false, data.inputs, data.masks, null)[0];
    INDArray other = expected.output(false, data.inputs, data.masks, null)[0];
    assertThat(output.distance2(other)).isLessThan(10 * error);
    assertThat(actual.feedForward(data.inputs, false).get("merged"))
        .isEqualTo(expected.feedForward(data.inputs, false).get("merged"));
  }

  private static Arrays data(Random random, DataType type, int numbers) {
    int batch = SIZES[random.nextInt(SIZES.length)];
    int steps = SIZES[random.nextInt(SIZES.length)];
    INDArray index = Networks.random(2, type, 1, batch, 1, steps);
    for (int n = 0; n < batch; n++) {
      for (int t = 0; t < steps; t++) {
        index.putScalar(new int[] {n, 0, t}, random.nextInt(INDICES));
      }
    }
    INDArray mask = null;
    if (batch * steps > 1 && random.nextInt(3) == 0) {
      mask = Networks.random(4, batch, steps).gt(-0.5).castTo(type);
      mask.putScalar(0, 0, 1);
    }
    return new Arrays(
        new INDArray[] {index, Networks.random(3, type, 2, batch, numbers, steps)},
        mask == null ? null : new INDArray[] {mask, mask},
        new INDArray[] {Networks.random(5, type, 1, batch, 1, steps)});
  }

  private static ComputationGraph graph(
      DataType type,
      Kind kind,
      EmbeddingSequenceLayer.Builder embedding,
      MergeVertex merge,
      int numbers) {
    ComputationGraphConfiguration configuration =
        Networks.settings(type, new Adam(0.01))
            .graphBuilder()
            .addInputs("index", "numbers")
            .addLayer("embedding", embedding.build(), "index")
            .addVertex("merged", merge, "embedding", "numbers")
            .addLayer("recurrent", kind.layer(WIDTH + numbers, 4, RNNFormat.NCW), "merged")
            .addLayer("output", Networks.perStep(4, 1, RNNFormat.NCW), "recurrent")
            .setOutputs("output")
            .build();
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    Networks.randomise(graph.params(), 11);
    return graph;
  }

  @Test
  void configurationsKeepTheirForm() {
    EmbeddingSequenceLayer.Builder embedding =
        new UnrollEmbedding.Builder().nIn(INDICES).nOut(WIDTH).hasBias(true).l2(0.25);
    ComputationGraph graph = graph(DataType.FLOAT, Kind.LSTM, embedding, new UnrollMerge(), 2);
    ComputationGraphConfiguration back =
        ComputationGraphConfiguration.fromJson(graph.getConfiguration().toJson());
    assertThat(back).isEqualTo(graph.getConfiguration());
    assertThat(back.getVertices().get("merged")).isInstanceOf(UnrollMerge.class);
    ComputationGraph again = new ComputationGraph(back.clone());
    again.init();
    UnrollEmbedding layer = (UnrollEmbedding) again.getLayer("embedding").conf().getLayer();
    assertThat(layer.getNIn()).isEqualTo(INDICES);
    assertThat(layer.hasBias()).isTrue();
    assertThat(layer.getRegularization()).isEqualTo(embedding.build().getRegularization());
  }

  @Test
  void networksAreExchangedBothWays() {
    EmbeddingSequenceLayer.Builder embedding =
        new EmbeddingSequenceLayer.Builder().nIn(INDICES).nOut(WIDTH);
    ComputationGraph theirs = graph(DataType.FLOAT, Kind.LSTM, embedding, new MergeVertex(), 2);
    Arrays data = data(new Random(3), DataType.FLOAT, 2);
    ComputationGraph plain = Dl4jNetworks.withDl4jLayers(theirs);
    ComputationGraph ours = Dl4jNetworks.withUnrollLayers(plain);
    assertThat(plain.getLayer("embedding").conf().getLayer().getClass())
        .isEqualTo(EmbeddingSequenceLayer.class);
    assertThat(ours.getLayer("embedding").conf().getLayer()).isInstanceOf(UnrollEmbedding.class);
    assertThat(ours.getVertex("merged")).isInstanceOf(MergePerStep.class);
    assertThat(Dl4jNetworks.withDl4jLayers(ours).getVertex("merged"))
        .isNotInstanceOf(MergePerStep.class);
    assertThat(ours.output(data.inputs)[0].distance2(theirs.output(data.inputs)[0]))
        .isLessThan(1e-5);
  }
}
