package org.unroll4j.validation.register.program;

import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Dropout of 0.9: what an input of 1 becomes if it is not dropped. */
public final class DropoutKeeps implements Program {

  @Override
  public Numbers run() {
    double rate = 0.9;
    return new Numbers(factor(rate), factor(1 - rate), 1 / (1 - rate));
  }

  private static double factor(double setting) {
    INDArray ones = Nd4j.ones(DataType.DOUBLE, 1000);
    INDArray result = Nd4j.create(DataType.DOUBLE, 1000);
    new Dropout(setting).applyDropout(ones, result, 0, 0, LayerWorkspaceMgr.noWorkspaces());
    return result.maxNumber().doubleValue();
  }
}
