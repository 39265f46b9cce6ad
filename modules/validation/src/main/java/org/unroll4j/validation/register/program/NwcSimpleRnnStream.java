package org.unroll4j.validation.register.program;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.unroll4j.dl4j.Dl4jNetworks;

/** Four steps as a stream: three, as many as there are units, and then one. */
public final class NwcSimpleRnnStream implements Program {

  private static final INDArray X = Small.random(1, 1, 4, Small.FEATURES);

  @Override
  public Numbers run() {
    RnnOutputLayer output = Small.perStep(Small.UNITS);
    output.setRnnDataFormat(RNNFormat.NWC);
    SimpleRnn layer =
        new SimpleRnn.Builder()
            .nIn(Small.FEATURES)
            .nOut(Small.UNITS)
            .activation(Activation.TANH)
            .dataFormat(RNNFormat.NWC)
            .build();
    MultiLayerNetwork theirs = Small.network(layer, output);
    MultiLayerNetwork ours = Dl4jNetworks.withUnrollLayers(theirs);
    double atOnce = theirs.output(X).getDouble(0, 3, 0);
    return new Numbers(asStream(theirs), asStream(ours), atOnce);
  }

  private static double asStream(MultiLayerNetwork network) {
    network.rnnTimeStep(steps(0, 3));
    return network.rnnTimeStep(steps(3, 4)).getDouble(0, 0, 0);
  }

  private static INDArray steps(int from, int to) {
    return X.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to), NDArrayIndex.all()).dup();
  }
}
