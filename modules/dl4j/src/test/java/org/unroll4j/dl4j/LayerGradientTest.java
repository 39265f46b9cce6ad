package org.unroll4j.dl4j;

import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;
import org.deeplearning4j.nn.layers.recurrent.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Finite differences of a network's score, for its parameters and its input. */
class LayerGradientTest {

  private static final int F = 2;
  private static final int H = 3;
  private static final int OUT = 2;

  /** LastTimeStep makes its arrays in ND4J's global default type. */
  @BeforeEach
  void doubleByDefault() {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
  }

  @AfterEach
  void floatByDefault() {
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
  }

  static Stream<Arguments> cellsAndPaddings() {
    return Stream.of(Kind.values())
        .flatMap(kind -> Stream.of(Padding.values()).map(padding -> Arguments.of(kind, padding)));
  }

  @ParameterizedTest
  @MethodSource("cellsAndPaddings")
  void twoStackedLayers(Kind kind, Padding padding) {
    check(
        Networks.network(
            Networks.perStep(H, OUT, RNNFormat.NCW), kind.layer(F, H), kind.layer(H, H)),
        padding,
        RNNFormat.NCW);
  }

  @ParameterizedTest
  @MethodSource("cellsAndPaddings")
  void bidirectional(Kind kind, Padding padding) {
    check(
        Networks.network(
            Networks.perStep(2 * H, OUT, RNNFormat.NCW), new Bidirectional(kind.layer(F, H))),
        padding,
        RNNFormat.NCW);
  }

  static Stream<Arguments> modesAndFormats() {
    return Stream.of(Bidirectional.Mode.values())
        .flatMap(mode -> Stream.of(RNNFormat.values()).map(format -> Arguments.of(mode, format)));
  }

  @ParameterizedTest
  @MethodSource("modesAndFormats")
  void bidirectionalModes(Bidirectional.Mode mode, RNNFormat format) {
    int width = mode == Bidirectional.Mode.CONCAT ? 2 * H : H;
    check(
        Networks.network(
            Networks.perStep(width, OUT, format),
            new Bidirectional(mode, Kind.LSTM.layer(F, H, format))),
        Padding.GAPS,
        format);
  }

  static Stream<Arguments> paddingsAndFormats() {
    return Stream.of(Padding.values())
        .flatMap(p -> Stream.of(RNNFormat.values()).map(format -> Arguments.of(p, format)));
  }

  @ParameterizedTest
  @MethodSource("paddingsAndFormats")
  void lastTimeStep(Padding padding, RNNFormat format) {
    check(
        Networks.network(
            Networks.perSequence(H, OUT), new LastTimeStep(Kind.LSTM.layer(F, H, format))),
        padding,
        format);
  }

  @ParameterizedTest
  @MethodSource("paddingsAndFormats")
  void stackedInTheOtherLayoutAndLastTimeStepOfBidirectional(Padding padding, RNNFormat format) {
    check(
        Networks.network(
            Networks.perSequence(2 * H, OUT),
            Kind.GRU_RESET_AFTER.layer(F, H, format),
            new LastTimeStep(new Bidirectional(Kind.LSTM.layer(H, H, format)))),
        padding,
        format);
  }

  @ParameterizedTest
  @MethodSource("paddingsAndFormats")
  void maskZero(Padding padding, RNNFormat format) {
    Layer layer =
        new MaskZeroLayer.Builder()
            .underlying(Kind.GRU_RESET_AFTER.layer(F, H, format))
            .maskValue(9)
            .build();
    MultiLayerNetwork network =
        Networks.network(Networks.perSequence(H, OUT), new LastTimeStep(layer));
    INDArray x = input(format);
    if (padding.mask() != null) {
      for (int n = 0; n < Padding.BATCH; n++) {
        for (int t = 0; t < Padding.STEPS; t++) {
          for (int f = 0; f < F && padding.mask().getDouble(n, t) == 0; f++) {
            x.putScalar(format == RNNFormat.NCW ? new int[] {n, f, t} : new int[] {n, t, f}, 9);
          }
        }
      }
    }
    DataSet data = new DataSet(x, Networks.random(3, Padding.BATCH, OUT));
    checkParameters(network, data);
  }

  @ParameterizedTest
  @EnumSource(RNNFormat.class)
  void dropoutOfTheInput(RNNFormat format) {
    Layer layer =
        new UnrollLstm.Builder()
            .dropOut(new FixedDropout())
            .nIn(F)
            .nOut(H)
            .dataFormat(format)
            .build();
    MultiLayerNetwork network =
        Networks.network(
            Networks.perStep(H, OUT, format), Kind.GRU_RESET_AFTER.layer(F, F, format), layer);
    INDArray labels =
        format == RNNFormat.NCW
            ? Networks.random(3, Padding.BATCH, OUT, Padding.STEPS)
            : Networks.random(3, Padding.BATCH, Padding.STEPS, OUT);
    checkParameters(network, new DataSet(input(format), labels), true);
  }

  private static void check(MultiLayerNetwork network, Padding padding, RNNFormat format) {
    boolean perStep = network.getOutputLayer() instanceof RnnOutputLayer;
    INDArray labels =
        !perStep
            ? Networks.random(3, Padding.BATCH, OUT)
            : format == RNNFormat.NCW
                ? Networks.random(3, Padding.BATCH, OUT, Padding.STEPS)
                : Networks.random(3, Padding.BATCH, Padding.STEPS, OUT);
    INDArray labelsMask = perStep ? padding.mask() : null;
    DataSet data = new DataSet(input(format), labels, padding.mask(), labelsMask);
    checkParameters(network, data);
    checkInput(network, data);
  }

  private static INDArray input(RNNFormat format) {
    return format == RNNFormat.NCW
        ? Networks.random(2, Padding.BATCH, F, Padding.STEPS)
        : Networks.random(2, Padding.BATCH, Padding.STEPS, F);
  }

  private static void checkParameters(MultiLayerNetwork network, DataSet data) {
    checkParameters(network, data, false);
  }

  private static void checkParameters(MultiLayerNetwork network, DataSet data, boolean training) {
    network.setInput(data.getFeatures());
    network.setLabels(data.getLabels());
    network.setLayerMaskArrays(data.getFeaturesMaskArray(), data.getLabelsMaskArray());
    network.computeGradientAndScore();
    INDArray analytic = network.getFlattenedGradients().dup().divi(Padding.BATCH);
    network.clearLayerMaskArrays();
    Directions.check(
        "parameters",
        network.params(),
        analytic.reshape(network.params().shape()),
        () -> network.score(data, training));
  }

  /** The masks are set beforehand: calculateGradients takes its features mask for the labels'. */
  private static void checkInput(MultiLayerNetwork network, DataSet data) {
    network.setLayerMaskArrays(data.getFeaturesMaskArray(), data.getLabelsMaskArray());
    INDArray analytic =
        network
            .calculateGradients(data.getFeatures(), data.getLabels(), null, null)
            .getSecond()
            .div(Padding.BATCH);
    network.clearLayerMaskArrays();
    Directions.check("input", data.getFeatures(), analytic, () -> network.score(data, false));
  }
}
