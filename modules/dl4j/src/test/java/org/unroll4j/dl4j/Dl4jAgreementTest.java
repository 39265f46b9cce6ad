package org.unroll4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** The same weights in Deeplearning4j's layers and in ours, on sequences of full length. */
class Dl4jAgreementTest {

  private static final int N = 3;
  private static final int F = 5;
  private static final int H = 7;
  private static final int OUT = 2;
  private static final int STEPS = 11;

  private enum Pair {
    LSTM(new LSTM.Builder().activation(Activation.TANH), new UnrollLstm.Builder()),
    @SuppressWarnings("deprecation")
    LSTM_PEEPHOLES(
        new org.deeplearning4j.nn.conf.layers.GravesLSTM.Builder().activation(Activation.TANH),
        new UnrollLstm.Builder().peepholes()),
    RNN_TANH(new SimpleRnn.Builder().activation(Activation.TANH), new UnrollRnn.Builder()),
    RNN_RELU(
        new SimpleRnn.Builder().activation(Activation.RELU),
        new UnrollRnn.Builder().activation(Activation.RELU));

    private final BaseRecurrentLayer.Builder<?> theirs;
    private final BaseRecurrentLayer.Builder<?> ours;

    Pair(BaseRecurrentLayer.Builder<?> theirs, BaseRecurrentLayer.Builder<?> ours) {
      this.theirs = theirs;
      this.ours = ours;
    }

    Layer layer(boolean unroll, int inputs, RNNFormat format) {
      return (unroll ? ours : theirs).nIn(inputs).nOut(H).dataFormat(format).build();
    }
  }

  static Stream<Arguments> pairs() {
    return Stream.of(Pair.values())
        .flatMap(
            pair ->
                Stream.of(RNNFormat.values())
                    .flatMap(
                        format ->
                            Stream.of(false, true).map(both -> Arguments.of(pair, format, both))));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void inDouble(Pair pair, RNNFormat format, boolean bidirectional) {
    Networks2 networks = new Networks2(pair, format, bidirectional, DataType.DOUBLE, new Sgd(0));
    networks.assertOutputsAgree(1e-12);
    networks.assertGradientsAgree(1e-10);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void inFloat(Pair pair, RNNFormat format, boolean bidirectional) {
    Networks2 networks = new Networks2(pair, format, bidirectional, DataType.FLOAT, new Sgd(0));
    networks.assertOutputsAgree(1e-5);
    networks.assertGradientsAgree(1e-5);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void parametersAfterTenUpdates(Pair pair, RNNFormat format, boolean bidirectional) {
    Networks2 networks =
        new Networks2(pair, format, bidirectional, DataType.DOUBLE, new Adam(0.01));
    INDArray before = networks.theirs.params().dup();
    for (int update = 0; update < 10; update++) {
      INDArray x = networks.features(20 + update);
      INDArray y = networks.labels(40 + update);
      networks.theirs.fit(x, y);
      networks.ours.fit(x, y);
    }
    assertThat(networks.theirs.params().distance2(before)).isGreaterThan(0.1);
    networks.assertAgree("parameters", networks.theirs.params(), networks.oursAsTheirs(), 1e-10);
  }

  /** Two stacked layers of each implementation with the same weights. */
  private static final class Networks2 {
    private final RNNFormat format;
    private final DataType type;
    private final Pair pair;
    private final boolean bidirectional;
    private final IUpdater updater;
    final MultiLayerNetwork theirs;
    final MultiLayerNetwork ours;

    Networks2(Pair pair, RNNFormat format, boolean bidirectional, DataType type, IUpdater updater) {
      this.pair = pair;
      this.format = format;
      this.bidirectional = bidirectional;
      this.type = type;
      this.updater = updater;
      this.theirs = network(false);
      this.ours = network(true);
      Networks.randomise(theirs.params(), 11);
      copy(theirs, ours);
    }

    private MultiLayerNetwork network(boolean unroll) {
      NeuralNetConfiguration.ListBuilder list = Networks.settings(type, updater.clone()).list();
      list.layer(wrapped(pair.layer(unroll, F, format)));
      list.layer(pair.layer(unroll, bidirectional ? 2 * H : H, format));
      list.layer(Networks.perStep(H, OUT, format));
      MultiLayerNetwork network = new MultiLayerNetwork(list.build());
      network.init();
      return network;
    }

    private Layer wrapped(Layer layer) {
      return bidirectional ? new Bidirectional(layer) : layer;
    }

    private static void copy(MultiLayerNetwork from, MultiLayerNetwork to) {
      for (int i = 0; i < from.getnLayers(); i++) {
        Dl4jWeights.copy(from.getLayer(i), to.getLayer(i));
      }
    }

    /** Our parameters in the layout of the other implementation. */
    INDArray oursAsTheirs() {
      MultiLayerNetwork converted = network(false);
      copy(ours, converted);
      return converted.params();
    }

    INDArray features(long seed) {
      return format == RNNFormat.NCW
          ? Networks.random(seed, type, 1, N, F, STEPS)
          : Networks.random(seed, type, 1, N, STEPS, F);
    }

    INDArray labels(long seed) {
      return format == RNNFormat.NCW
          ? Networks.random(seed, type, 1, N, OUT, STEPS)
          : Networks.random(seed, type, 1, N, STEPS, OUT);
    }

    void assertOutputsAgree(double tolerance) {
      INDArray x = features(2);
      var expected = theirs.feedForward(x, false);
      var actual = ours.feedForward(x, false);
      for (int i = 0; i < expected.size(); i++) {
        assertAgree("activations " + i, expected.get(i), actual.get(i), tolerance);
      }
    }

    void assertGradientsAgree(double tolerance) {
      INDArray x = features(2);
      INDArray y = labels(3);
      INDArray expected = theirs.calculateGradients(x, y, null, null).getSecond();
      INDArray actual = ours.calculateGradients(x, y, null, null).getSecond();
      assertAgree("gradient of the input", expected, actual, tolerance);

      INDArray gradient = ours.getFlattenedGradients().dup();
      ours.params().assign(gradient);
      assertAgree("gradient", theirs.getFlattenedGradients(), oursAsTheirs(), tolerance);
    }

    void assertAgree(String what, INDArray expected, INDArray actual, double tolerance) {
      double[] a = expected.reshape(expected.length()).toDoubleVector();
      double[] b = actual.reshape(actual.length()).toDoubleVector();
      assertThat(b).hasSameSizeAs(a);
      for (int i = 0; i < a.length; i++) {
        assertThat(Math.abs(a[i] - b[i]))
            .as("%s[%d] %s %s", what, i, a[i], b[i])
            .isLessThanOrEqualTo(tolerance * (1 + Math.abs(b[i])));
      }
    }
  }
}
