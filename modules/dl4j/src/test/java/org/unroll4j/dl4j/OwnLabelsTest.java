package org.unroll4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;

/** An output layer whose labels are not as wide as its outputs. */
class OwnLabelsTest {

  private static final int F = 3;
  private static final int H = 4;
  private static final int OUT = 3;
  private static final int LABELS = 2;

  static IntStream cases() {
    return IntStream.range(0, 12);
  }

  private static ComputationGraph network(Layer below, RnnOutputLayer.Builder output) {
    ComputationGraphConfiguration configuration =
        Networks.settings(DataType.DOUBLE, new Adam(0.03))
            .miniBatch(false)
            .graphBuilder()
            .addInputs("in")
            .addLayer("recurrent", below, "in")
            .addLayer(
                "out", output.nIn(H).nOut(OUT).activation(Activation.IDENTITY).build(), "recurrent")
            .setOutputs("out")
            .build();
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    Networks.randomise(network.params(), 5);
    return network;
  }

  private static Layer theirs(RNNFormat format) {
    return new LSTM.Builder().nIn(F).nOut(H).activation(Activation.TANH).dataFormat(format).build();
  }

  private static RnnOutputLayer.Builder output(RNNFormat format) {
    return new UnrollRnnOutput.Builder(new WeightedSquares(0.25)).dataFormat(format);
  }

  private static RnnOutputLayer.Builder theirOutput(RNNFormat format) {
    return new RnnOutputLayer.Builder(new WeightedSquares(0.25)).dataFormat(format);
  }

  private static INDArray perStep(long seed, RNNFormat format, int n, int size, int t) {
    INDArray array = Networks.random(seed, n, size, t);
    return format == RNNFormat.NCW ? array : array.permute(0, 2, 1).dup('c');
  }

  private static INDArray mask(int n, int t) {
    INDArray mask = Networks.random(9, n, t).gt(-0.4).castTo(DataType.DOUBLE);
    mask.putScalar(0, 0, 1);
    return mask;
  }

  private static DataSet data(RNNFormat format, int n, int t, boolean masked) {
    INDArray labels = perStep(2, format, n, LABELS, t);
    return new DataSet(perStep(1, format, n, F, t), labels, null, masked ? mask(n, t) : null);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void scoreAndGradientsOfTheWholeGraphAreRight(int seed) {
    Random random = new Random(seed);
    RNNFormat format = RNNFormat.values()[seed % 2];
    boolean ours = random.nextBoolean();
    ComputationGraph network =
        network(
            ours ? Kind.GRU_RESET_AFTER.layer(F, H, format) : theirs(format),
            random.nextBoolean() ? output(format) : theirOutput(format));
    DataSet data = data(format, 1 + random.nextInt(5), 2 + random.nextInt(5), seed % 4 > 1);

    assertThat(network.score(data)).isCloseTo(byHand(network, data, format), within(1e-12));
    network.setInputs(data.getFeatures());
    network.setLabels(data.getLabels());
    network.setLayerMaskArrays(null, masks(data));
    network.computeGradientAndScore();
    INDArray gradient = network.gradient().gradient().dup();
    assertThat(network.score()).isCloseTo(network.score(data), within(1e-12));
    INDArray parameters = network.params();
    for (int i = 0; i < parameters.length(); i++) {
      double expected = (moved(network, data, i, 1e-5) - moved(network, data, i, -1e-5)) / 2e-5;
      assertThat(gradient.getDouble(i)).isCloseTo(expected, within(1e-7));
    }
  }

  private static INDArray[] masks(DataSet data) {
    INDArray mask = data.getLabelsMaskArray();
    return mask == null ? null : new INDArray[] {mask};
  }

  private static double moved(ComputationGraph network, DataSet data, int i, double step) {
    INDArray parameters = network.params();
    double before = parameters.getDouble(i);
    parameters.putScalar(i, before + step);
    double score = network.score(data, false);
    parameters.putScalar(i, before);
    return score;
  }

  private static double byHand(ComputationGraph network, DataSet data, RNNFormat format) {
    int[] order = format == RNNFormat.NCW ? new int[] {0, 2, 1} : new int[] {0, 1, 2};
    INDArray z = network.outputSingle(data.getFeatures()).permute(order);
    INDArray labels = data.getLabels().permute(order);
    INDArray mask = data.getLabelsMaskArray();
    double loss = 0;
    for (int n = 0; n < z.size(0); n++) {
      for (int t = 0; t < z.size(1); t++) {
        double m = mask == null ? 1 : mask.getDouble(n, t);
        for (int j = 0; j < OUT; j++) {
          double e = z.getDouble(n, t, j) - (j + 1) * labels.getDouble(n, t, 0);
          loss += 0.25 * m * labels.getDouble(n, t, 1) * e * e;
        }
      }
    }
    return loss;
  }

  @Test
  void trainsOverOursAndTheirsAlike() {
    DataSet data = data(RNNFormat.NCW, 5, 7, true);
    data.setLabels(data.getLabels().mul(0.5).addi(0.6));
    ComputationGraph ours = network(Kind.LSTM.layer(F, H), output(RNNFormat.NCW));
    ComputationGraph theirs = Dl4jNetworks.withDl4jLayers(ours);
    assertThat(theirs.getLayer("recurrent").conf().getLayer()).isInstanceOf(LSTM.class);
    double before = ours.score(data);
    for (int update = 0; update < 30; update++) {
      ours.fit(data);
      theirs.fit(data);
      assertThat(ours.score()).isCloseTo(theirs.score(), within(1e-9));
    }
    assertThat(ours.score(data)).isLessThan(0.5 * before);
  }

  @Test
  void theConfigurationKeepsTheLoss() {
    ComputationGraph network = network(Kind.RNN_TANH.layer(F, H), output(RNNFormat.NCW));
    String json = network.getConfiguration().toJson();
    ComputationGraphConfiguration back = ComputationGraphConfiguration.fromJson(json);
    assertThat(back).isEqualTo(network.getConfiguration());
    assertThat(json).contains(WeightedSquares.class.getName()).contains("0.25");
  }

  @Test
  void dropoutOfTheOutputLayerIsDeeplearning4js() {
    RNNFormat format = RNNFormat.NCW;
    DataSet data = data(format, 4, 3, true);
    ComputationGraph ours =
        network(Kind.LSTM.layer(F, H), output(format).dropOut(new FixedDropout()));
    ComputationGraph theirs =
        network(Kind.LSTM.layer(F, H), theirOutput(format).dropOut(new FixedDropout()));
    ours.fit(data);
    theirs.fit(data);
    assertThat(ours.params().distance2(theirs.params())).isLessThan(1e-12);
  }
}
