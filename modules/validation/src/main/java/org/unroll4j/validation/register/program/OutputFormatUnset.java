package org.unroll4j.validation.register.program;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.unroll4j.dl4j.UnrollLstm;

/** An output layer over a wrapper: how many updates it gets through. */
public final class OutputFormatUnset implements Program {

  @Override
  public Numbers run() {
    Layer ours = new UnrollLstm.Builder().nIn(Small.FEATURES).nOut(Small.UNITS).build();
    RnnOutputLayer unset = Small.perStep(2 * Small.UNITS);
    RnnOutputLayer set = Small.perStep(2 * Small.UNITS);
    set.setRnnDataFormat(RNNFormat.NCW);
    return new Numbers(updates(Small.lstm(), unset), updates(ours, set), 1);
  }

  private static double updates(Layer layer, RnnOutputLayer output) {
    MultiLayerNetwork network = Small.network(new Bidirectional(layer), output);
    try {
      network.fit(Small.random(1, 1, Small.FEATURES, 4), Small.random(2, 1, 1, 4));
    } catch (RuntimeException e) {
      return network.getIterationCount();
    }
    return network.getIterationCount();
  }
}
