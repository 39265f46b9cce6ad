package org.unroll4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The numbers of Deeplearning4j's output layer. */
class UnrollRnnOutputTest {

  private static final int F = 3;
  private static final int H = 4;
  private static final int OUT = 2;
  private static final int[] SIZES = {1, 2, 3, 5, 7};

  /** Sizes, formats, masks and heads at random. */
  static IntStream cases() {
    return IntStream.range(0, 30);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void trainsToTheSameParametersAndScores(int seed) {
    Random random = new Random(seed);
    RNNFormat format = RNNFormat.values()[random.nextInt(2)];
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    int batch = SIZES[random.nextInt(SIZES.length)];
    int steps = SIZES[random.nextInt(SIZES.length)];
    int outputs = 2 + random.nextInt(3);
    Consumer<RnnOutputLayer.Builder> settings = settings(random, outputs, format);
    DataSet data = data(random, format, new int[] {batch, steps, outputs});

    RnnOutputLayer.Builder theirs = new RnnOutputLayer.Builder(new LossMSE());
    RnnOutputLayer.Builder ours = new UnrollRnnOutput.Builder(new LossMSE());
    boolean truncated = format == RNNFormat.NCW && steps > 2 && random.nextBoolean();
    MultiLayerNetwork expected = network(kind, format, theirs, settings, truncated);
    MultiLayerNetwork actual = network(kind, format, ours, settings, truncated);
    INDArray start = actual.params().dup();
    assertThat(actual.score(data)).isCloseTo(expected.score(data), within(1e-13));
    for (int update = 0; update < 3; update++) {
      expected.fit(data);
      actual.fit(data);
      assertThat(actual.score()).isCloseTo(expected.score(), within(1e-13));
      assertThat(actual.params().distance2(expected.params())).isLessThan(1e-13);
    }
    assertThat(actual.params().distance2(start)).isGreaterThan(1e-3);
    assertThat(actual.score(data, true)).isCloseTo(expected.score(data, true), within(1e-13));
    if (batch * steps > 1) {
      INDArray difference =
          actual.scoreExamples(data, true).sub(expected.scoreExamples(data, true));
      assertThat(difference.amaxNumber().doubleValue()).isLessThan(1e-13);
    }
  }

  private static Consumer<RnnOutputLayer.Builder> settings(
      Random random, int outputs, RNNFormat format) {
    int loss = random.nextInt(5);
    boolean bias = random.nextBoolean();
    boolean dropout = random.nextInt(4) == 0;
    boolean noise = bias && random.nextInt(4) == 0;
    INDArray weights =
        random.nextBoolean() ? null : Networks.random(5, outputs).addi(1.5).reshape(1, outputs);
    return head -> {
      head.nIn(H).nOut(outputs).dataFormat(format).hasBias(bias).l2(0.01);
      switch (loss) {
        case 0 -> head.lossFunction(new LossMSE()).activation(Activation.TANH);
        case 1 -> head.lossFunction(new LossBinaryXENT()).activation(Activation.SIGMOID);
        case 2 -> head.lossFunction(new LossMCXENT(weights)).activation(Activation.SOFTMAX);
        case 3 -> head.lossFunction(new LossMCXENT()).activation(Activation.SIGMOID);
        default -> head.lossFunction(new LossMAE()).activation(Activation.IDENTITY);
      }
      if (dropout) {
        head.dropOut(new FixedDropout());
      }
      if (noise) {
        head.weightNoise(new DoubledWeights());
      }
    };
  }

  private static DataSet data(Random random, RNNFormat format, int[] sizes) {
    int batch = sizes[0];
    int steps = sizes[1];
    INDArray mask = null;
    if (batch * steps > 1 && random.nextInt(3) > 0) {
      mask = Networks.random(4, batch, steps).gt(-0.5).castTo(DataType.DOUBLE);
      mask.putScalar(0, 0, 1);
    }
    return new DataSet(
        perStep(2, format, batch, F, steps).mul(3),
        Transforms.abs(perStep(3, format, batch, sizes[2], steps)),
        random.nextBoolean() ? mask : null,
        mask);
  }

  private static INDArray perStep(long seed, RNNFormat format, int batch, int size, int steps) {
    INDArray array = Networks.random(seed, steps, size, batch).permute(2, 1, 0);
    return format == RNNFormat.NCW ? array : array.permute(0, 2, 1).dup('c');
  }

  private static MultiLayerNetwork network(
      Kind kind,
      RNNFormat format,
      RnnOutputLayer.Builder head,
      Consumer<RnnOutputLayer.Builder> settings,
      boolean truncated) {
    settings.accept(head);
    NeuralNetConfiguration.ListBuilder list =
        Networks.settings(DataType.DOUBLE, new Sgd(0.1))
            .list()
            .layer(kind.layer(F, H, format))
            .layer(kind.layer(H, H, format))
            .layer(head.build())
            .validateOutputLayerConfig(false);
    if (truncated) {
      list.backpropType(BackpropType.TruncatedBPTT).tBPTTLength(2);
    }
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    Networks.randomise(network.params(), 11);
    return network;
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
