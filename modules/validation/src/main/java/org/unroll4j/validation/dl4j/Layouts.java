package org.unroll4j.validation.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.validation.engine.NdValues;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.NumberType;
import org.unroll4j.validation.peer.Structure;
import org.unroll4j.validation.peer.Values;

/** The arrays of a case in the layouts of Deeplearning4j. */
final class Layouts {

  private Layouts() {}

  /** [T, N, K] → [N, K, T] */
  static INDArray perStep(Values values, NumberType type) {
    return NdValues.array(values, type).permute(1, 2, 0).dup('f');
  }

  /** [N, K, T] → [T, N, K] */
  static Values timeMajor(INDArray perStep) {
    return NdValues.values(perStep.permute(2, 0, 1));
  }

  /** The same, with zeros where a step is not valid. */
  static Values timeMajor(INDArray perStep, Case asked) {
    Values values = timeMajor(perStep);
    int width = values.shape()[2];
    for (int i = 0; i < values.length(); i++) {
      if (!asked.data().valid()[i / width]) {
        values.numbers()[i] = 0;
      }
    }
    return values;
  }

  /** Ones where a step is valid, [N, T]. */
  static INDArray mask(Case asked) {
    Structure.Sizes sizes = asked.structure().sizes();
    double[][] mask = new double[sizes.batch()][sizes.steps()];
    for (int i = 0; i < asked.data().valid().length; i++) {
      mask[i % sizes.batch()][i / sizes.batch()] = asked.data().valid()[i] ? 1 : 0;
    }
    return Nd4j.createFromArray(mask).castTo(NdValues.type(asked.type()));
  }
}
