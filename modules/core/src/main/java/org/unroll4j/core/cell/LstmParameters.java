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
    Shapes.requireCell("LstmParameters", 4, inputWeights, recurrentWeights, bias);
  }

  @Override
  public LstmParameters withBias(INDArray newBias) {
    return new LstmParameters(inputWeights, recurrentWeights, newBias);
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
