package org.unroll4j.core.cell;

import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of an LSTM with peepholes; columns in the order of {@link LstmGate}. The peepholes
 * are diagonal matrices, kept as vectors in the order of the gates that have one: i, f, o. (ONNX
 * has them in the order i, o, f.)
 *
 * @param inputWeights W, [F, 4H]
 * @param recurrentWeights R, [H, 4H]
 * @param bias b, [4H]
 * @param peepholes p of the input, the forget and the output gate, [3H]
 */
public record PeepholeLstmParameters(
    INDArray inputWeights, INDArray recurrentWeights, INDArray bias, INDArray peepholes)
    implements CellParameters<PeepholeLstmParameters> {

  public PeepholeLstmParameters {
    Shapes.requireCell("PeepholeLstmParameters", 4, inputWeights, recurrentWeights, bias);
    long h = recurrentWeights.size(0);
    Shapes.require("PeepholeLstmParameters: peepholes", peepholes, "[3H]", 3 * h);
    Shapes.requireType("PeepholeLstmParameters: peepholes", peepholes, inputWeights.dataType());
  }

  /** The peephole of the input gate, which looks at c; a view. [H] */
  public INDArray inputPeephole() {
    return peephole(0);
  }

  /** The peephole of the forget gate, which looks at c; a view. [H] */
  public INDArray forgetPeephole() {
    return peephole(1);
  }

  /** The peephole of the output gate, which looks at c'; a view. [H] */
  public INDArray outputPeephole() {
    return peephole(2);
  }

  private INDArray peephole(long index) {
    return peepholes.get(interval(index * hiddenSize(), (index + 1) * hiddenSize()));
  }

  @Override
  public PeepholeLstmParameters withBias(INDArray newBias) {
    return new PeepholeLstmParameters(inputWeights, recurrentWeights, newBias, peepholes);
  }

  @Override
  public Map<String, INDArray> named() {
    return Ordered.of(
        "inputWeights", inputWeights,
        "recurrentWeights", recurrentWeights,
        "bias", bias,
        "peepholes", peepholes);
  }

  @Override
  public PeepholeLstmParameters map(UnaryOperator<INDArray> function) {
    return new PeepholeLstmParameters(
        function.apply(inputWeights),
        function.apply(recurrentWeights),
        function.apply(bias),
        function.apply(peepholes));
  }

  @Override
  public PeepholeLstmParameters combine(
      PeepholeLstmParameters other, BinaryOperator<INDArray> function) {
    return new PeepholeLstmParameters(
        function.apply(inputWeights, other.inputWeights),
        function.apply(recurrentWeights, other.recurrentWeights),
        function.apply(bias, other.bias),
        function.apply(peepholes, other.peepholes));
  }
}
