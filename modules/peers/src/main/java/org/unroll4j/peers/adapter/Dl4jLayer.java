package org.unroll4j.peers.adapter;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.unroll4j.peers.work.Answer;
import org.unroll4j.peers.work.CellKind;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.worker.PeerTask;

/**
 * The works of a layer of Deeplearning4j, as a network of one layer whose error comes from outside:
 * the way that its documentation shows.
 */
final class Dl4jLayer {

  /** Where our gate blocks i, f, g, o stand among those of Deeplearning4j's LSTM. */
  private static final int[] LSTM_BLOCKS = {3, 1, 0, 2};

  private final Work work;
  private final MultiLayerNetwork network;
  private final INDArray x;
  private final INDArray gradOutputs;

  Dl4jLayer(Work work, Problem problem) {
    this.work = work;
    Work.Size size = work.size();
    network = Dl4jModels.layerAlone(work, problem, Dl4jModels.theirs(work));
    x = Dl4jModels.perStep(problem.x(), DataType.FLOAT, size, size.inputs());
    gradOutputs =
        problem.gradOutputs().length == 0
            ? null
            : Dl4jModels.perStep(problem.gradOutputs(), DataType.FLOAT, size, size.hidden());
  }

  PeerTask task() {
    return switch (work.kind()) {
      case TRAIN -> new Training();
      case FORWARD -> new Inference();
      case STREAM -> new Stream();
      case NETWORK -> throw new IllegalArgumentException("not a layer: " + work.title());
    };
  }

  private final class Training implements PeerTask {

    @Override
    public void run() {
      network.setInput(x);
      network.feedForward(true, false);
      network.backpropGradient(gradOutputs, null);
    }

    @Override
    public Answer answer() {
      network.setInput(x);
      INDArray outputs = network.feedForward(true, false).get(1);
      Map<String, float[]> arrays = new LinkedHashMap<>();
      arrays.put(Answer.OUTPUTS, Dl4jModels.timeMajor(outputs));
      Pair<Gradient, INDArray> gradients = network.backpropGradient(gradOutputs, null);
      arrays.put(Answer.GRAD_X, Dl4jModels.timeMajor(gradients.getSecond()));
      Map<String, INDArray> parameters = gradients.getFirst().gradientForVariable();
      arrays.put(Answer.GRAD_INPUT, inOurOrder(parameters.get("0_W")));
      arrays.put(Answer.GRAD_RECURRENT, inOurOrder(parameters.get("0_RW")));
      arrays.put(Answer.GRAD_BIAS, inOurOrder(parameters.get("0_b")));
      return new Answer(arrays);
    }

    private float[] inOurOrder(INDArray gradient) {
      if (work.cell() != CellKind.LSTM) {
        return NdArrays.toFloats(gradient);
      }
      int hidden = work.size().hidden();
      INDArray rows = gradient.reshape(gradient.length() / (4L * hidden), 4L * hidden);
      INDArray[] blocks = new INDArray[LSTM_BLOCKS.length];
      for (int i = 0; i < blocks.length; i++) {
        long from = (long) LSTM_BLOCKS[i] * hidden;
        blocks[i] =
            rows.get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + hidden)).dup('c');
      }
      return NdArrays.toFloats(Nd4j.concat(1, blocks));
    }
  }

  private final class Inference implements PeerTask {

    @Override
    public void run() {
      network.output(x, false);
    }

    @Override
    public Answer answer() {
      return new Answer(Map.of(Answer.OUTPUTS, Dl4jModels.timeMajor(network.output(x, false))));
    }
  }

  private final class Stream implements PeerTask {

    @Override
    public int times() {
      return Work.STREAM_EVENTS;
    }

    @Override
    public void run() {
      feed();
    }

    private INDArray feed() {
      network.rnnClearPreviousState();
      INDArray output = null;
      for (int i = 0; i < Work.STREAM_EVENTS; i++) {
        output = network.rnnTimeStep(x);
      }
      return output;
    }

    @Override
    public Answer answer() {
      return new Answer(Map.of(Answer.HIDDEN, NdArrays.toFloats(feed())));
    }
  }
}
