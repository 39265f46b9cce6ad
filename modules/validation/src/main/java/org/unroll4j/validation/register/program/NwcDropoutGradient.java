package org.unroll4j.validation.register.program;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.unroll4j.dl4j.Dl4jNetworks;

/** A dropout that always triples its input, so that finite differences see it too. */
public final class NwcDropoutGradient implements Program {

  private static final INDArray X = Small.random(1, 1, 4, Small.FEATURES);
  private static final INDArray Y = Small.random(2, 1, 4, 1);

  @Override
  public Numbers run() {
    RnnOutputLayer output = Small.perStep(Small.UNITS);
    output.setRnnDataFormat(RNNFormat.NWC);
    MultiLayerNetwork theirs =
        Small.network(
            new LSTM.Builder()
                .nIn(Small.FEATURES)
                .nOut(Small.UNITS)
                .activation(Activation.TANH)
                .dropOut(new Triple())
                .dataFormat(RNNFormat.NWC)
                .build(),
            output);
    MultiLayerNetwork ours = Dl4jNetworks.withUnrollLayers(theirs);
    DataSet data = new DataSet(X, Y);
    double differences = Arbiter.gradientNorm(ours.getParam("0_W"), () -> ours.score(data, true));
    return new Numbers(gradient(theirs), gradient(ours), differences);
  }

  private static double gradient(MultiLayerNetwork network) {
    network.setInput(X);
    network.setLabels(Y);
    network.computeGradientAndScore();
    return network.gradient().getGradientFor("0_W").norm2Number().doubleValue();
  }

  private static final class Triple implements IDropout {

    private static final long serialVersionUID = 1L;

    @Override
    public INDArray applyDropout(
        INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr memory) {
      return result.assign(input.mul(3));
    }

    @Override
    public INDArray backprop(INDArray gradient, INDArray result, int iteration, int epoch) {
      return result.assign(gradient.mul(3));
    }

    @Override
    public void clear() {}

    @Override
    public IDropout clone() {
      return new Triple();
    }
  }
}
