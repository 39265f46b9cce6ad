package org.unroll4j.validation.register.program;

import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.dl4j.UnrollLstm;

/** One sequence of six steps in segments of three: how many updates that makes. */
public final class NwcTruncationCutsFeatures implements Program {

  @Override
  public Numbers run() {
    Layer theirs =
        new LSTM.Builder()
            .nIn(Small.FEATURES)
            .nOut(Small.UNITS)
            .activation(Activation.TANH)
            .dataFormat(RNNFormat.NWC)
            .build();
    Layer ours = new UnrollLstm.Builder().nIn(Small.FEATURES).nOut(Small.UNITS).build();
    INDArray x = Small.random(1, 1, 6, Small.FEATURES);
    INDArray y = Small.random(2, 1, 6, 1);
    return new Numbers(
        updates(theirs, RNNFormat.NWC, x, y),
        updates(ours, RNNFormat.NCW, x.permute(0, 2, 1).dup(), y.permute(0, 2, 1).dup()),
        6 / 3);
  }

  private static double updates(Layer layer, RNNFormat format, INDArray x, INDArray y) {
    RnnOutputLayer output = Small.perStep(Small.UNITS);
    output.setRnnDataFormat(format);
    MultiLayerNetwork network =
        Small.network(
            Small.settings()
                .list(layer, output)
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(3));
    network.fit(x, y);
    return network.getIterationCount();
  }
}
