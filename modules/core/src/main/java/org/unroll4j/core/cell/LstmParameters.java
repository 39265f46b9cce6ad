package org.unroll4j.core.cell;

import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of an LSTM; columns in the order of {@link LstmGate}.
 *
 * @param inputWeights W, [F, 4H]
 * @param recurrentWeights R, [H, 4H]
 * @param bias b, [4H]
 */
public record LstmParameters(INDArray inputWeights, INDArray recurrentWeights, INDArray bias)
    implements CellParameters<LstmParameters> {

  public LstmParameters {
    Shapes.require("LstmParameters: recurrentWeights", recurrentWeights, "[H, 4H]", -1, -1);
    long h = recurrentWeights.size(0);
    Shapes.require("LstmParameters: recurrentWeights", recurrentWeights, "[H, 4H]", h, 4 * h);
    Shapes.require("LstmParameters: inputWeights", inputWeights, "[F, 4H]", -1, 4 * h);
    Shapes.require("LstmParameters: bias", bias, "[4H]", 4 * h);
    Shapes.requireType(
        "LstmParameters: recurrentWeights", recurrentWeights, inputWeights.dataType());
    Shapes.requireType("LstmParameters: bias", bias, inputWeights.dataType());
  }

  @Override
  public Map<String, INDArray> named() {
    return Ordered.of(
        "inputWeights", inputWeights, "recurrentWeights", recurrentWeights, "bias", bias);
  }

  @Override
  public LstmParameters map(UnaryOperator<INDArray> function) {
    return new LstmParameters(
        function.apply(inputWeights), function.apply(recurrentWeights), function.apply(bias));
  }

  @Override
  public LstmParameters combine(LstmParameters other, BinaryOperator<INDArray> function) {
    return new LstmParameters(
        function.apply(inputWeights, other.inputWeights),
        function.apply(recurrentWeights, other.recurrentWeights),
        function.apply(bias, other.bias));
  }
}
