package org.unroll4j.dl4j;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.weightnoise.IWeightNoise;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Twice the parameters while training. */
record DoubledWeights() implements IWeightNoise {

  @Override
  public INDArray getParameter(
      Layer layer, String key, int iteration, int epoch, boolean train, LayerWorkspaceMgr mgr) {
    INDArray parameter = layer.getParam(key);
    return train ? parameter.mul(2) : parameter;
  }

  @Override
  public IWeightNoise clone() {
    return new DoubledWeights();
  }
}
