package org.unroll4j.core.init;

import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;

/**
 * Gate by gate: input weights from U(−√(6/(F+H)), √(6/(F+H))), recurrent weights orthogonal, biases
 * and peepholes zero except for the bias of an LSTM's forget gate. A projection is drawn as input
 * weights are.
 *
 * <p>Sources: X. Glorot, Y. Bengio, AISTATS 2010, equation 16; A. Saxe et al., arXiv 1312.6120; the
 * forget bias: R. Jozefowicz et al., ICML 2015.
 *
 * @param forgetBias bias of the forget gate at the start
 */
public record GlorotOrthogonalInitialiser(double forgetBias) implements Initialiser {

  /** With a forget bias of 1. */
  public GlorotOrthogonalInitialiser() {
    this(1.0);
  }

  @Override
  public <P extends CellParameters<P>> P draw(
      Cell<P, ?, ?> cell, long inputSize, long hiddenSize, DataType type, RandomGenerator random) {
    P parameters = cell.zeroParameters(inputSize, hiddenSize, type);
    double bound = Math.sqrt(6.0 / (inputSize + hiddenSize));
    for (int gate = 0; gate < cell.gates(); gate++) {
      INDArray input = gateBlock(parameters.inputWeights(), gate, hiddenSize);
      input.assign(Draws.uniform(input, bound, random));
      INDArray recurrent = gateBlock(parameters.recurrentWeights(), gate, hiddenSize);
      recurrent.assign(Draws.orthogonal(recurrent.size(0), hiddenSize, type, random));
    }
    INDArray projection = parameters.named().get("projection");
    if (projection != null) {
      double ofProjection = Math.sqrt(6.0 / (hiddenSize + projection.size(1)));
      projection.assign(Draws.uniform(projection, ofProjection, random));
    }
    return cell.withForgetBias(parameters, forgetBias);
  }

  private static INDArray gateBlock(INDArray weights, int gate, long units) {
    return weights.get(NDArrayIndex.all(), NDArrayIndex.interval(gate * units, (gate + 1) * units));
  }
}
