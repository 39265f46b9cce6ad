package org.unroll4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.LstmParameters;
import org.unroll4j.core.engine.Direction;
import org.unroll4j.core.engine.Engines;
import org.unroll4j.core.engine.LayerInput;
import org.unroll4j.core.engine.ValidSteps;

class FinalStateTest {

  private static final int F = 2;
  private static final int H = 3;
  private static final int OUT = 2;

  @ParameterizedTest
  @EnumSource(Padding.class)
  void isTheStateAfterTheLastVisitedStepOfEachDirection(Padding padding) {
    MultiLayerNetwork network = network(RNNFormat.NCW);
    INDArray x = Networks.random(2, Padding.BATCH, F, Padding.STEPS);

    network.setLayerMaskArrays(padding.mask(), null);
    INDArray actual = network.feedForward(x, false).get(1);

    INDArray forward = finalHidden(network, x, padding, "f", Direction.FORWARD);
    INDArray backward = finalHidden(network, x, padding, "b", Direction.BACKWARD);
    assertThat(actual.distance2(Nd4j.hstack(forward, backward))).isLessThan(1e-14);
  }

  @ParameterizedTest
  @EnumSource(Padding.class)
  void gradientsAreThoseOfFiniteDifferences(Padding padding) {
    for (RNNFormat format : RNNFormat.values()) {
      MultiLayerNetwork network = network(format);
      INDArray x =
          format == RNNFormat.NCW
              ? Networks.random(2, Padding.BATCH, F, Padding.STEPS)
              : Networks.random(2, Padding.BATCH, Padding.STEPS, F);
      DataSet data = new DataSet(x, Networks.random(3, Padding.BATCH, OUT), padding.mask(), null);
      network.setInput(data.getFeatures());
      network.setLabels(data.getLabels());
      network.setLayerMaskArrays(padding.mask(), null);
      network.computeGradientAndScore();
      INDArray analytic = network.getFlattenedGradients().dup().divi(Padding.BATCH);
      network.clearLayerMaskArrays();
      Directions.check(
          "parameters",
          network.params(),
          analytic.reshape(network.params().shape()),
          () -> network.score(data, false));
    }
  }

  @Test
  void anEmptySequenceEndsInTheZeroState() {
    MultiLayerNetwork network = network(RNNFormat.NCW);
    INDArray mask = Nd4j.createFromArray(new double[][] {{0, 0, 0}, {1, 1, 0}});
    network.setLayerMaskArrays(mask, null);
    INDArray states = network.feedForward(Networks.random(2, 2, F, 3), false).get(1);
    assertThat(states.getRow(0).norm2Number().doubleValue()).isZero();
    assertThat(states.getRow(1).norm2Number().doubleValue()).isPositive();
  }

  @Test
  void bidirectionalOfLastTimeStepIsTheSameForwardWithFullLength() {
    MultiLayerNetwork ours = network(RNNFormat.NCW);
    Layer inner = new UnrollLstm.Builder().nIn(F).nOut(H).updater(new Sgd(0)).build();
    MultiLayerNetwork theirs =
        Networks.network(
            Networks.perSequence(2 * H, OUT), new Bidirectional(new LastTimeStep(inner)));
    theirs.params().assign(ours.params());
    INDArray x = Networks.random(2, Padding.BATCH, F, Padding.STEPS);
    assertThat(theirs.output(x).distance2(ours.output(x))).isLessThan(1e-14);
  }

  @Test
  void modesThatMixTheDirectionsAreRefused() {
    assertThatThrownBy(
            () -> new FinalState(new Bidirectional(Bidirectional.Mode.ADD, Kind.LSTM.layer(F, H))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be CONCAT, but was ADD");
  }

  private static MultiLayerNetwork network(RNNFormat format) {
    return Networks.network(
        Networks.perSequence(2 * H, OUT),
        new FinalState(new Bidirectional(Kind.LSTM.layer(F, H, format))));
  }

  private static INDArray finalHidden(
      MultiLayerNetwork network, INDArray x, Padding padding, String prefix, Direction direction) {
    Map<String, INDArray> table = network.getLayer(0).paramTable();
    LstmParameters parameters =
        new LstmParameters(
            table.get(prefix + "W"), table.get(prefix + "RW"), table.get(prefix + "b"));
    var layer = new org.unroll4j.core.engine.Layer<>(new LstmCell(), parameters, direction);
    ValidSteps valid =
        padding.mask() == null
            ? ValidSteps.all(Padding.STEPS, Padding.BATCH)
            : ValidSteps.ofMask(padding.mask().transpose());
    INDArray timeMajor = x.permute(2, 0, 1).dup('c').castTo(DataType.DOUBLE);
    return Engines.reference()
        .infer(layer, new LayerInput<>(timeMajor, valid, layer.zeroState(Padding.BATCH)))
        .finalState()
        .hidden();
  }
}
