package org.unroll4j.validation.register.program;

import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** What stands in an array after the sigmoid of a part of it was computed. */
public final class ActivationOverwrites implements Program {

  @Override
  public Numbers run() {
    double before = 2;
    INDArray theirs = Nd4j.createFromArray(before, before);
    new ActivationSigmoid().getActivation(theirs.get(NDArrayIndex.interval(0, 1)), false);
    INDArray advised = Nd4j.createFromArray(before, before);
    Transforms.sigmoid(advised.get(NDArrayIndex.interval(0, 1)));
    return new Numbers(theirs.getDouble(0), advised.getDouble(0), before);
  }
}
