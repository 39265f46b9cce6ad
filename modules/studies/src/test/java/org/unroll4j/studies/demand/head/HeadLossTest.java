package org.unroll4j.studies.demand.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.dl4j.UnrollGru;
import org.unroll4j.dl4j.UnrollRnnOutput;

class HeadLossTest {

  private static final ActivationIdentity IDENTITY = new ActivationIdentity();
  private static final int N = 7;

  private final SplittableRandom random = new SplittableRandom(5);
  private final INDArray labels = labels();
  private final INDArray mask = Nd4j.createFromArray(1.0, 0, 1, 1, 0, 1, 1).reshape(N, 1);

  /** Nothing at all where the mask is zero. */
  private INDArray labels() {
    INDArray array = Nd4j.create(DataType.DOUBLE, N, HeadLoss.LABELS);
    for (int i = 0; i < N; i++) {
      double scale = random.nextDouble(0.3, 5);
      boolean none = i == 1 || i == 4;
      array.putScalar(i, 0, none ? Double.NaN : random.nextInt(6));
      array.putScalar(i, 1, none ? 0 : scale);
      array.putScalar(i, 2, i == 3 ? 1 : 0);
    }
    return array;
  }

  private INDArray outputs(Head head) {
    double[] z = random.doubles((long) N * head.outputs(), -2, 2).toArray();
    return Nd4j.createFromArray(z).reshape(N, head.outputs());
  }

  @ParameterizedTest
  @EnumSource(HeadKind.class)
  void sumsWeightedLossesOfLabelledStepsAndTheirGradients(HeadKind kind) {
    HeadConfig config = HeadConfig.of(kind).with(Stockouts.CENSORED);
    HeadLoss loss = new HeadLoss(config, 1, 2.5, 4);
    Head head = loss.head();
    INDArray z = outputs(head);
    INDArray gradient = loss.computeGradient(labels, z, IDENTITY, mask);
    double sum = 0;
    for (int i = 0; i < N; i++) {
      double[] expected = new double[head.outputs()];
      double scale = labels.getDouble(i, 1);
      double weight = mask.getDouble(i) / 4 * (kind.counts() ? 1 : scale / 2.5);
      if (weight > 0) {
        Target target = new Target(labels.getDouble(i, 0), scale, i == 3);
        sum += weight * head.loss(z.getRow(i).toDoubleVector(), target, expected);
      }
      for (int j = 0; j < expected.length; j++) {
        assertThat(gradient.getDouble(i, j)).isCloseTo(weight * expected[j], within(1e-14));
      }
    }
    assertThat(loss.computeScore(labels, z, IDENTITY, mask, false)).isCloseTo(sum, within(1e-12));
    INDArray perStep = loss.computeScoreArray(labels, z, IDENTITY, mask);
    assertThat(perStep.shape()).containsExactly(N, 1);
    assertThat(perStep.sumNumber().doubleValue()).isCloseTo(sum, within(1e-12));
  }

  @Test
  void viewsAndFloatsAreReadAsTheyAre() {
    HeadLoss loss = new HeadLoss(HeadConfig.of(HeadKind.NEGATIVE_BINOMIAL), 1, 1, 1);
    INDArray z = outputs(loss.head());
    double expected = loss.computeScore(labels, z, IDENTITY, mask, false);
    INDArray strided = z.dup('f');
    assertThat(loss.computeScore(labels.dup('f'), strided, IDENTITY, mask, false))
        .isEqualTo(expected);
    INDArray floats = z.castTo(DataType.FLOAT);
    assertThat(loss.computeScore(labels, floats, IDENTITY, mask, false))
        .isCloseTo(expected, within(1e-5));
    assertThat(loss.computeGradient(labels, floats, IDENTITY, mask).dataType())
        .isEqualTo(DataType.FLOAT);
  }

  private static ComputationGraph network(HeadLoss loss) {
    ComputationGraphConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(DataType.FLOAT)
            .miniBatch(false)
            .updater(new Adam(0.05))
            .graphBuilder()
            .addInputs("in")
            .addLayer("recurrent", new UnrollGru.Builder().nIn(1).nOut(3).build(), "in")
            .addLayer(
                "parameters",
                new UnrollRnnOutput.Builder(loss)
                    .nIn(3)
                    .nOut(loss.head().outputs())
                    .activation(Activation.IDENTITY)
                    .build(),
                "recurrent")
            .setOutputs("parameters")
            .build();
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    return network;
  }

  @ParameterizedTest
  @EnumSource(HeadKind.class)
  void aNetworkLearnsTheDistributionThatTheValuesHave(HeadKind kind) {
    double[] sold = {0, 0, 0, 1, 3, 4, 7, 9, 16};
    double mean = Arrays.stream(sold).average().orElseThrow();
    int steps = 5;
    HeadLoss loss = new HeadLoss(HeadConfig.of(kind), 1, 3, sold.length * steps);
    ComputationGraph network = network(loss);
    INDArray values = Nd4j.create(DataType.FLOAT, sold.length, HeadLoss.LABELS, steps);
    for (int n = 0; n < sold.length; n++) {
      for (int t = 0; t < steps; t++) {
        values.putScalar(n, 0, t, sold[(n + t) % sold.length]);
        values.putScalar(n, 1, t, 3);
      }
    }
    DataSet data = new DataSet(Nd4j.ones(DataType.FLOAT, sold.length, 1, steps), values);
    double before = network.score(data);
    for (int update = 0; update < 100; update++) {
      network.fit(data);
    }
    assertThat(network.score(data)).isFinite().isLessThan(before);
    INDArray outputs = network.outputSingle(data.getFeatures()).castTo(DataType.DOUBLE);
    double[] z = outputs.slice(0).getColumn(steps - 1).toDoubleVector();
    Distribution forecast = loss.head().distribution(z, 3);
    // Huber's: 3·m + (m − 1) + (m − 3) + (m − 4) = 3·δ, with δ the scale.
    switch (kind) {
      case MAE -> assertThat(forecast.quantile(0.5)).isCloseTo(3, within(0.1));
      case HUBER -> assertThat(forecast.quantile(0.5)).isCloseTo(17 / 6.0, within(0.05));
      case QUANTILES -> assertThat(forecast.quantile(0.9)).isBetween(9.0, 16.0);
      default -> assertThat(forecast.mean()).isCloseTo(mean, within(0.03 * mean));
    }
  }

  @ParameterizedTest
  @EnumSource(HeadKind.class)
  void configurationsOfNetworksKeepIt(HeadKind kind) {
    HeadConfig config =
        new HeadConfig(
            kind, HeadConfig.LEVELS, 0.3, Stockouts.MASKED, Weighting.VOLUME, kind.counts());
    HeadLoss loss = new HeadLoss(config, 0.1, 0.7, 12.5);
    String json = network(loss).getConfiguration().toJson();
    ComputationGraphConfiguration back = ComputationGraphConfiguration.fromJson(json);
    ComputationGraph network = new ComputationGraph(back);
    network.init();
    UnrollRnnOutput output = (UnrollRnnOutput) network.getLayer("parameters").conf().getLayer();
    assertThat(output.getLossFn()).isEqualTo(loss).hasSameHashCodeAs(loss);
    assertThat(((HeadLoss) output.getLossFn()).head().outputs()).isEqualTo(loss.head().outputs());
  }

  @Test
  void refusesWhatDoesNotFit() {
    HeadLoss loss = new HeadLoss(HeadConfig.of(HeadKind.POISSON), 1, 1, 1);
    INDArray z = outputs(loss.head());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loss.computeScore(labels, z, new ActivationTanH(), mask, false))
        .withMessageContaining("needs the activation identity");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loss.computeScore(z, z, IDENTITY, mask, false))
        .withMessageContaining("labels [n, 3], but received [7, 1] and [7, 1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loss.computeScore(labels, z, IDENTITY, null, false))
        .withMessageContaining("a labelled step needs a value and a positive scale");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HeadLoss(HeadConfig.of(HeadKind.POISSON), 1, 0, 1))
        .withMessageContaining("meanScale and stepsPerBatch must be positive");
  }
}
