package org.unroll4j.dl4j;

import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Multiplies its input with the same factors every time, so that finite differences see them. */
final class FixedDropout implements IDropout {

  private static final long serialVersionUID = 1L;

  private transient INDArray factors;

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaceMgr) {
    factors =
        workspaceMgr.dup(ArrayType.INPUT, Networks.random(77, input.dataType(), 2, input.shape()));
    return result.assign(input.mul(factors));
  }

  @Override
  public INDArray backprop(INDArray gradAtOutput, INDArray gradAtInput, int iteration, int epoch) {
    return gradAtInput.assign(gradAtOutput.mul(factors));
  }

  @Override
  public void clear() {
    factors = null;
  }

  @Override
  public IDropout clone() {
    return new FixedDropout();
  }
}
