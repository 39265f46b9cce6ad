package org.unroll4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * The gradient of every segment against finite differences of that segment's loss with the incoming
 * state held constant: the definition of truncated backpropagation.
 */
class TruncatedBackpropagationTest {

  private static final int N = 3;
  private static final int F = 2;
  private static final int H = 3;
  private static final int OUT = 2;
  private static final int STEPS = 8;
  private static final int SEGMENT = 3;

  static Stream<Arguments> cellsAndMasks() {
    return Stream.of(Kind.values())
        .flatMap(kind -> Stream.of(false, true).map(masked -> Arguments.of(kind, masked)));
  }

  @ParameterizedTest
  @MethodSource("cellsAndMasks")
  void multiLayerNetwork(Kind kind, boolean masked) {
    assertEverySegmentIsRight(network(kind.layer(F, H), kind.layer(H, H)), data(masked));
  }

  @ParameterizedTest
  @MethodSource("cellsAndMasks")
  void computationGraph(Kind kind, boolean masked) {
    DataSet data = data(masked);
    MultiLayerNetwork network = network(kind.layer(F, H), kind.layer(H, H));
    ComputationGraph graph = graph(kind);
    graph.params().assign(network.params());

    List<INDArray> expected = segmentGradients(network, () -> network.fit(data));
    List<INDArray> actual = segmentGradients(graph, () -> graph.fit(data));

    assertThat(actual).hasSameSizeAs(expected);
    for (int s = 0; s < actual.size(); s++) {
      assertThat(actual.get(s).squaredDistance(expected.get(s))).isLessThan(1e-24);
    }
  }

  @Test
  void theLayersOfDeeplearning4jDoNotPass() {
    LSTM lstm = new LSTM.Builder().nIn(F).nOut(H).activation(Activation.TANH).build();
    MultiLayerNetwork network = network(lstm, Kind.LSTM.layer(H, H));
    DataSet data = data(false);
    List<INDArray> gradients = segmentGradients(network, () -> network.fit(data));

    assertThat(error(network, data, gradients, 0)).isLessThan(1e-7);
    assertThat(error(network, data, gradients, 1)).isGreaterThan(1e-3);
  }

  @Test
  void theCarriedStateBelongsToOneBatchOfSequences() {
    MultiLayerNetwork network = network(Kind.LSTM.layer(F, H), Kind.GRU_RESET_AFTER.layer(H, H));
    DataSet data = data(false);

    List<INDArray> first = segmentGradients(network, () -> network.fit(data));
    List<INDArray> second = segmentGradients(network, () -> network.fit(data));

    for (int s = 0; s < first.size(); s++) {
      assertThat(second.get(s).squaredDistance(first.get(s))).isZero();
    }
  }

  private static void assertEverySegmentIsRight(MultiLayerNetwork network, DataSet data) {
    List<INDArray> gradients = segmentGradients(network, () -> network.fit(data));
    assertThat(gradients).hasSize(3);
    for (int s = 0; s < gradients.size(); s++) {
      INDArray analytic = gradients.get(s);
      DoubleSupplier loss = segmentLoss(network, data, s);
      Directions.check(
          "segment " + s, network.params(), analytic.reshape(network.params().shape()), loss);
    }
  }

  private static double error(
      MultiLayerNetwork network, DataSet data, List<INDArray> gradients, int segment) {
    DoubleSupplier loss = segmentLoss(network, data, segment);
    INDArray direction = Networks.random(5, network.params().shape());
    INDArray start = network.params().dup();
    network.params().assign(start.add(direction.mul(1e-5)));
    double above = loss.getAsDouble();
    network.params().assign(start.sub(direction.mul(1e-5)));
    double below = loss.getAsDouble();
    network.params().assign(start);
    INDArray analytic = gradients.get(segment).reshape(direction.shape());
    return Math.abs((above - below) / 2e-5 - analytic.mul(direction).sumNumber().doubleValue());
  }

  /** Of a network that does not learn: the summed gradient of each segment. */
  private static List<INDArray> segmentGradients(Model network, Runnable fit) {
    List<INDArray> gradients = new ArrayList<>();
    network.setListeners(
        new BaseTrainingListener() {
          @Override
          public void onGradientCalculation(Model model) {
            gradients.add(model.getGradientsViewArray().dup());
          }
        });
    fit.run();
    return gradients;
  }

  /** The segment's loss as a function of the parameters; the incoming state is computed once. */
  private static DoubleSupplier segmentLoss(MultiLayerNetwork network, DataSet data, int segment) {
    network.rnnClearPreviousState();
    for (int s = 0; s < segment; s++) {
      forward(network, data, s, true);
    }
    List<Map<String, INDArray>> states = new ArrayList<>();
    for (Layer layer : network.getLayers()) {
      states.add(
          layer instanceof RecurrentLayer recurrent ? recurrent.rnnGetTBPTTState() : Map.of());
    }
    INDArray labels = part(data.getLabels(), segment);
    INDArray weights =
        data.getLabelsMaskArray() == null ? null : part(data.getLabelsMaskArray(), segment);
    return () -> {
      for (int i = 0; i < states.size(); i++) {
        if (network.getLayer(i) instanceof RecurrentLayer recurrent) {
          recurrent.rnnSetTBPTTState(states.get(i));
        }
      }
      INDArray errors = forward(network, data, segment, false).sub(labels);
      INDArray perStep = errors.mul(errors).sum(1).divi(OUT);
      return (weights == null ? perStep : perStep.mul(weights)).sumNumber().doubleValue();
    };
  }

  private static INDArray forward(
      MultiLayerNetwork network, DataSet data, int segment, boolean store) {
    if (data.getFeaturesMaskArray() != null) {
      network.setLayerMaskArrays(part(data.getFeaturesMaskArray(), segment), null);
    }
    List<INDArray> activations =
        network.rnnActivateUsingStoredState(part(data.getFeatures(), segment), false, store);
    return activations.get(activations.size() - 1);
  }

  private static INDArray part(INDArray array, int segment) {
    int from = segment * SEGMENT;
    int to = Math.min(STEPS, from + SEGMENT);
    return array.rank() == 2
        ? array.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup()
        : array.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup();
  }

  private static DataSet data(boolean masked) {
    INDArray mask =
        Nd4j.createFromArray(
            new double[][] {
              {1, 1, 1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 1, 0, 0, 0}, {0, 0, 0, 0, 1, 0, 1, 1}
            });
    return new DataSet(
        Networks.random(2, N, F, STEPS),
        Networks.random(3, N, OUT, STEPS),
        masked ? mask : null,
        masked ? mask.dup() : null);
  }

  private static MultiLayerNetwork network(BaseRecurrentLayer first, BaseRecurrentLayer second) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            Networks.settings(DataType.DOUBLE, new Sgd(0))
                .list()
                .layer(first)
                .layer(second)
                .layer(Networks.perStep(H, OUT, RNNFormat.NCW))
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(SEGMENT)
                .build());
    network.init();
    Networks.randomise(network.params(), 11);
    return network;
  }

  private static ComputationGraph graph(Kind kind) {
    ComputationGraph graph =
        new ComputationGraph(
            Networks.settings(DataType.DOUBLE, new Sgd(0))
                .graphBuilder()
                .addInputs("in")
                .addLayer("first", kind.layer(F, H), "in")
                .addLayer("second", kind.layer(H, H), "first")
                .addLayer("out", Networks.perStep(H, OUT, RNNFormat.NCW), "second")
                .setOutputs("out")
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(SEGMENT)
                .build());
    graph.init();
    return graph;
  }
}
