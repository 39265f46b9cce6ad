package org.unroll4j.validation.register.program;

import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMLayerConfig;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.weights.LSTMLayerWeights;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.LstmParameters;
import org.unroll4j.core.cell.LstmState;
import org.unroll4j.core.engine.Direction;
import org.unroll4j.core.engine.Engines;
import org.unroll4j.core.engine.Layer;
import org.unroll4j.core.engine.LayerInput;
import org.unroll4j.core.engine.ValidSteps;

/** One step from a hidden state h and a cell state c. */
public final class LstmLayerSwapsStates implements Program {

  private static final INDArray X = Small.random(1, 1, 1, Small.FEATURES);
  private static final INDArray W = Small.random(2, Small.FEATURES, 4L * Small.UNITS);
  private static final INDArray R = Small.random(3, Small.UNITS, 4L * Small.UNITS);
  private static final INDArray B = Small.random(4, 4L * Small.UNITS);
  private static final INDArray H = Small.random(5, 1, Small.UNITS);
  private static final INDArray C = Small.random(6, 1, Small.UNITS);

  @Override
  public Numbers run() {
    double expected =
        Arbiter.lstm(
            Map.of("W", W, "RW", R, "b", B, "h", H, "c", C), X.reshape(1, Small.FEATURES, 1), 0);
    return new Numbers(theirs(), ours(), expected);
  }

  private static double theirs() {
    SameDiff graph = SameDiff.create();
    LSTMLayerWeights weights =
        LSTMLayerWeights.builder()
            .weights(graph.constant(ifoc(W)))
            .rWeights(graph.constant(ifoc(R)))
            .bias(graph.constant(ifoc(B.reshape(1, B.length())).reshape(B.length())))
            .build();
    LSTMLayerConfig outputs = LSTMLayerConfig.builder().retFullSequence(true).build();
    SDVariable cellState = graph.constant(C);
    SDVariable hiddenState = graph.constant(H);
    return graph
        .rnn()
        .lstmLayer(graph.constant(X), cellState, hiddenState, null, weights, outputs)[0]
        .eval()
        .getDouble(0, 0, 0);
  }

  private static double ours() {
    var layer = new Layer<>(new LstmCell(), new LstmParameters(W, R, B), Direction.FORWARD);
    var input = new LayerInput<>(X, ValidSteps.all(1, 1), new LstmState(H, C));
    return Engines.reference().infer(layer, input).outputs().getDouble(0, 0, 0);
  }

  /** From the blocks i, f, g, o to i, f, o, g, which the operation expects. */
  private static INDArray ifoc(INDArray columns) {
    INDArray[] blocks = new INDArray[4];
    int[] order = {0, 1, 3, 2};
    for (int k = 0; k < 4; k++) {
      int from = order[k] * Small.UNITS;
      blocks[k] = columns.get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + Small.UNITS));
    }
    return Nd4j.concat(1, blocks);
  }
}
