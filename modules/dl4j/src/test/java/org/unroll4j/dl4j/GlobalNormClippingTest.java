package org.unroll4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

/** With plain gradient descent at rate 1 the step is the gradient that the updater saw. */
class GlobalNormClippingTest {

  private static final int N = 5;
  private static final int STEPS = 6;
  private static final INDArray X = Networks.random(2, N, 2, STEPS);
  private static final INDArray Y = Networks.random(3, N, 1, STEPS);

  @Test
  void theStepIsTheMeanGradientScaledToTheThreshold() {
    MultiLayerNetwork free = network(false, true);
    INDArray fullStep = step(free, () -> free.fit(X, Y));
    double norm = fullStep.norm2Number().doubleValue();
    assertThat(norm).isGreaterThan(0.5);

    MultiLayerNetwork clipped = network(false, true);
    GlobalNormClipping clipping = new GlobalNormClipping(0.25);
    clipped.setListeners(clipping);
    INDArray step = step(clipped, () -> clipped.fit(X, Y));

    assertThat(clipping.lastNorm()).isCloseTo(norm, within(1e-12));
    assertThat(step.norm2Number().doubleValue()).isCloseTo(0.25, within(1e-12));
    assertThat(step.distance2(fullStep.mul(0.25 / norm))).isLessThan(1e-12);
  }

  @Test
  void nothingHappensBelowTheThreshold() {
    MultiLayerNetwork free = network(false, true);
    INDArray fullStep = step(free, () -> free.fit(X, Y));
    MultiLayerNetwork clipped = network(false, true);
    clipped.setListeners(new GlobalNormClipping(100));
    assertThat(step(clipped, () -> clipped.fit(X, Y)).distance2(fullStep)).isZero();
  }

  @Test
  void withoutDivisionByTheBatchTheThresholdIsThatOfTheSum() {
    MultiLayerNetwork network = network(false, false);
    network.setListeners(new GlobalNormClipping(0.25));
    INDArray step = step(network, () -> network.fit(X, Y));
    assertThat(step.norm2Number().doubleValue()).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void inAComputationGraphItIsTheSame() {
    MultiLayerNetwork network = network(false, true);
    ComputationGraph graph =
        new ComputationGraph(
            Networks.settings(DataType.DOUBLE, new Sgd(1))
                .graphBuilder()
                .addInputs("in")
                .addLayer("gru", Kind.GRU_RESET_AFTER.layer(2, 3), "in")
                .addLayer("out", Networks.perStep(3, 1, RNNFormat.NCW), "gru")
                .setOutputs("out")
                .build());
    graph.init();
    graph.params().assign(network.params());
    graph.setListeners(new GlobalNormClipping(0.25));
    INDArray before = graph.params().dup();
    graph.fit(new INDArray[] {X}, new INDArray[] {Y});
    assertThat(graph.params().sub(before).norm2Number().doubleValue())
        .isCloseTo(0.25, within(1e-12));
  }

  @Test
  void everySegmentOfTruncatedBackpropagationIsClipped() {
    MultiLayerNetwork network = network(true, true);
    List<INDArray> parameters = new ArrayList<>(List.of(network.params().dup()));
    network.setListeners(
        new GlobalNormClipping(0.05),
        new BaseTrainingListener() {
          @Override
          public void iterationDone(Model model, int iteration, int epoch) {
            parameters.add(model.params().dup());
          }
        });
    network.fit(X, Y);
    assertThat(parameters).hasSize(3 + 1);
    for (int s = 1; s < parameters.size(); s++) {
      INDArray step = parameters.get(s).sub(parameters.get(s - 1));
      assertThat(step.norm2Number().doubleValue()).isCloseTo(0.05, within(1e-12));
    }
  }

  @Test
  void aThresholdThatIsNotPositiveIsRefused() {
    assertThatThrownBy(() -> new GlobalNormClipping(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("GlobalNormClipping: clipNorm must be positive, but was 0.0.");
    assertThatThrownBy(() -> new GlobalNormClipping(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static INDArray step(MultiLayerNetwork network, Runnable fit) {
    INDArray before = network.params().dup();
    fit.run();
    return network.params().sub(before);
  }

  private static MultiLayerNetwork network(boolean truncated, boolean miniBatch) {
    NeuralNetConfiguration.ListBuilder list =
        Networks.settings(DataType.DOUBLE, new Sgd(1))
            .miniBatch(miniBatch)
            .list()
            .layer(Kind.GRU_RESET_AFTER.layer(2, 3))
            .layer(Networks.perStep(3, 1, RNNFormat.NCW));
    if (truncated) {
      list.backpropType(BackpropType.TruncatedBPTT).tBPTTLength(2);
    }
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    Networks.randomise(network.params(), 11);
    return network;
  }
}
