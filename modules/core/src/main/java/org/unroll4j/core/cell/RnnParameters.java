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
    Shapes.require("RnnParameters: recurrentWeights", recurrentWeights, "[H, H]", -1, -1);
    long h = recurrentWeights.size(0);
    Shapes.require("RnnParameters: recurrentWeights", recurrentWeights, "[H, H]", h, h);
    Shapes.require("RnnParameters: inputWeights", inputWeights, "[F, H]", -1, h);
    Shapes.require("RnnParameters: bias", bias, "[H]", h);
    Shapes.requireType(
        "RnnParameters: recurrentWeights", recurrentWeights, inputWeights.dataType());
    Shapes.requireType("RnnParameters: bias", bias, inputWeights.dataType());
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
