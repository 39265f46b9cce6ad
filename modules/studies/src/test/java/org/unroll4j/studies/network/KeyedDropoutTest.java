package org.unroll4j.studies.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

class KeyedDropoutTest {

  private static final int ROWS = 50;
  private static final int COLUMNS = 40;

  /** inputs → dropout → output, with the parameters that its seed gives. */
  private static ComputationGraph network(long seed) {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(DataType.DOUBLE)
                .miniBatch(false)
                .updater(new Sgd(0.1))
                .graphBuilder()
                .addInputs("in")
                .addVertex("dropped", new KeyedDropout(0.25, seed, 1), "in")
                .addLayer(
                    "out",
                    new OutputLayer.Builder(new MeanStepLoss(ROWS))
                        .nIn(COLUMNS)
                        .nOut(1)
                        .activation(Activation.SIGMOID)
                        .build(),
                    "dropped")
                .setOutputs("out")
                .build());
    network.init();
    return network;
  }

  private static INDArray dropped(ComputationGraph network) {
    INDArray ones = Nd4j.ones(DataType.DOUBLE, ROWS, COLUMNS);
    return network.feedForward(new INDArray[] {ones}, true).get("dropped").dup();
  }

  private static void update(ComputationGraph network) {
    INDArray ones = Nd4j.ones(DataType.DOUBLE, ROWS, COLUMNS);
    network.fit(new INDArray[] {ones}, new INDArray[] {Nd4j.ones(DataType.DOUBLE, ROWS, 1)});
  }

  @Test
  void dropsTheShareAndScalesTheRest() {
    INDArray values = dropped(network(9));
    double zeros = values.eq(0).castTo(DataType.DOUBLE).sumNumber().doubleValue();
    assertThat(zeros / values.length()).isCloseTo(0.25, within(0.05));
    assertThat(values.maxNumber().doubleValue()).isCloseTo(4 / 3.0, within(1e-6));
  }

  @Test
  void dependsOnSeedAndUpdateOnly() {
    ComputationGraph network = network(9);
    INDArray first = dropped(network);
    assertThat(dropped(network)).isEqualTo(first);
    assertThat(dropped(network(10))).isNotEqualTo(first);
    update(network);
    assertThat(dropped(network)).isNotEqualTo(first);
    network.getConfiguration().setIterationCount(0);
    assertThat(dropped(network)).isEqualTo(first);
  }

  @Test
  void doesNothingInPrediction() {
    INDArray ones = Nd4j.ones(DataType.DOUBLE, ROWS, COLUMNS);
    assertThat(network(9).feedForward(new INDArray[] {ones}, false).get("dropped")).isEqualTo(ones);
  }

  @Test
  void gradientGoesThroughTheSameDrawsAsTheValues() {
    ComputationGraph network = network(9);
    INDArray factors = dropped(network);
    INDArray weights = network.getLayer("out").getParam("W").dup();
    double bias = network.getLayer("out").getParam("b").getDouble(0);
    update(network);
    INDArray step = weights.sub(network.getLayer("out").getParam("W")).divi(0.1);
    INDArray z = factors.mmul(weights).addi(bias);
    INDArray slope = Nd4j.ones(DataType.DOUBLE, ROWS, 1);
    for (int i = 0; i < ROWS; i++) {
      slope.putScalar(i, 0, (1 / (1 + Math.exp(-z.getDouble(i))) - 1) / ROWS);
    }
    INDArray expected = factors.transpose().mmul(slope);
    assertThat(step.sub(expected).norm2Number().doubleValue()).isLessThan(1e-12);
  }
}
