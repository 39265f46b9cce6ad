package org.unroll4j.core.cell;

import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of a simple recurrent cell.
 *
 * @param inputWeights W, [F, H]
 * @param recurrentWeights R, [H, H]
 * @param bias b, [H]
 */
public record RnnParameters(INDArray inputWeights, INDArray recurrentWeights, INDArray bias)
    implements CellParameters<RnnParameters> {

  public RnnParameters {
    Shapes.requireCell("RnnParameters", 1, inputWeights, recurrentWeights, bias);
  }

  @Override
  public RnnParameters withBias(INDArray newBias) {
    return new RnnParameters(inputWeights, recurrentWeights, newBias);
  }

  @Override
  public Map<String, INDArray> named() {
    return Ordered.of(
        "inputWeights", inputWeights, "recurrentWeights", recurrentWeights, "bias", bias);
  }

  @Override
  public RnnParameters map(UnaryOperator<INDArray> function) {
    return new RnnParameters(
        function.apply(inputWeights), function.apply(recurrentWeights), function.apply(bias));
  }

  @Override
  public RnnParameters combine(RnnParameters other, BinaryOperator<INDArray> function) {
    return new RnnParameters(
        function.apply(inputWeights, other.inputWeights),
        function.apply(recurrentWeights, other.recurrentWeights),
        function.apply(bias, other.bias));
  }
}
