package org.unroll4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The numbers of Deeplearning4j's output layer. */
class UnrollRnnOutputTest {

  private static final int F = 3;
  private static final int H = 4;
  private static final int OUT = 2;

  static Stream<Arguments> formatsAndSizes() {
    return Stream.of(RNNFormat.values())
        .flatMap(
            format ->
                Stream.of(
                    Arguments.of(format, 3, 5),
                    Arguments.of(format, 1, 5),
                    Arguments.of(format, 3, 1),
                    Arguments.of(format, 1, 1),
                    Arguments.of(format, 2, 2)));
  }

  @ParameterizedTest(name = "{0} N={1} T={2}")
  @MethodSource("formatsAndSizes")
  void trainsToTheSameParameters(RNNFormat format, int batch, int steps) {
    RnnOutputLayer.Builder theirs = new RnnOutputLayer.Builder(LossFunction.MCXENT);
    RnnOutputLayer.Builder ours = new UnrollRnnOutput.Builder(LossFunction.MCXENT);
    for (Kind kind : new Kind[] {Kind.LSTM, Kind.GRU_RESET_BEFORE}) {
      INDArray expected = trained(kind, theirs, format, batch, steps);
      INDArray actual = trained(kind, ours, format, batch, steps);
      assertThat(actual.distance2(expected)).isLessThan(1e-13);
    }
  }

  private static INDArray trained(
      Kind kind, RnnOutputLayer.Builder head, RNNFormat format, int batch, int steps) {
    Layer output =
        head.nIn(H)
            .nOut(OUT)
            .activation(Activation.SOFTMAX)
            .dropOut(new FixedDropout())
            .dataFormat(format)
            .build();
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            Networks.settings(DataType.DOUBLE, new Sgd(0.1))
                .list()
                .layer(kind.layer(F, H, format))
                .layer(kind.layer(H, H, format))
                .layer(output)
                .build());
    network.init();
    Networks.randomise(network.params(), 11);
    INDArray start = network.params().dup();
    boolean ncw = format == RNNFormat.NCW;
    INDArray mask = Networks.random(4, batch, steps).gt(-0.5).castTo(DataType.DOUBLE);
    mask.putScalar(0, 0, 1);
    DataSet data =
        new DataSet(
            ncw ? Networks.random(2, batch, F, steps) : Networks.random(2, batch, steps, F),
            ncw ? Networks.random(3, batch, OUT, steps) : Networks.random(3, batch, steps, OUT),
            batch * steps > 1 ? mask : null,
            batch * steps > 1 ? mask : null);
    network.fit(data);
    network.fit(data);
    assertThat(network.params().distance2(start)).isGreaterThan(1e-3);
    return network.params().dup();
  }

  @Test
  void keepsEverySettingAndTheConfigurationsForm() {
    MultiLayerConfiguration configuration =
        Networks.settings(DataType.FLOAT, new Adam(0.01))
            .list()
            .layer(new UnrollLstm.Builder().nOut(H).build())
            .layer(
                new UnrollRnnOutput.Builder(LossFunction.XENT)
                    .name("head")
                    .nOut(OUT)
                    .activation(Activation.SIGMOID)
                    .hasBias(false)
                    .l2(0.25)
                    .dropOut(0.9)
                    .updater(new Sgd(0.5))
                    .constrainWeights(new MaxNormConstraint(1, 0))
                    .build())
            .setInputType(InputType.recurrent(F))
            .build();
    MultiLayerConfiguration back = MultiLayerConfiguration.fromJson(configuration.toJson());
    assertThat(back).isEqualTo(configuration).hasSameHashCodeAs(configuration);
    UnrollRnnOutput head = (UnrollRnnOutput) back.getConf(1).getLayer();
    RnnOutputLayer theirs =
        new RnnOutputLayer.Builder(LossFunction.XENT)
            .name("head")
            .nIn(H)
            .nOut(OUT)
            .activation(Activation.SIGMOID)
            .hasBias(false)
            .l2(0.25)
            .dropOut(0.9)
            .updater(new Sgd(0.5))
            .constrainWeights(new MaxNormConstraint(1, 0))
            .build();
    assertThat(head).isNotEqualTo(theirs);
    assertThat(theirs).isNotEqualTo(head);
    assertThat(head.getNIn()).isEqualTo(H);
    assertThat(head.hasBias()).isFalse();
    assertThat(head.getLossFn()).isEqualTo(theirs.getLossFn());
    assertThat(head.getActivationFn()).isEqualTo(theirs.getActivationFn());
    assertThat(head.getRegularization()).isEqualTo(theirs.getRegularization());
    assertThat(head.getIDropout()).isEqualTo(theirs.getIDropout());
    assertThat(head.getIUpdater()).isEqualTo(theirs.getIUpdater());
    assertThat(head.getConstraints()).hasSize(1);
    assertThat(head.getRnnDataFormat()).isEqualTo(RNNFormat.NCW);
  }
}
