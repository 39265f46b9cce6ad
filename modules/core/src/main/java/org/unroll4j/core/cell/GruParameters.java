package org.unroll4j.core.cell;

import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of a GRU; columns in the order of {@link GruGate}.
 *
 * <p>Only the candidate needs a bias of its own on the recurrent side: there, with the reset gate
 * after the product, it is gated and does not add up with the other one. With the reset gate before
 * the product the two do add up; the second one then stays zero and gets no gradient.
 *
 * @param inputWeights W, [F, 3H]
 * @param recurrentWeights R, [H, 3H]
 * @param bias b, [3H]
 * @param recurrentBias the candidate's bias inside the reset gate (PyTorch's {@code b_hn}), [H]
 */
public record GruParameters(
    INDArray inputWeights, INDArray recurrentWeights, INDArray bias, INDArray recurrentBias)
    implements CellParameters<GruParameters> {

  public GruParameters {
    Shapes.requireCell("GruParameters", 3, inputWeights, recurrentWeights, bias);
    long h = recurrentWeights.size(0);
    Shapes.require("GruParameters: recurrentBias", recurrentBias, "[H]", h);
    Shapes.requireType("GruParameters: recurrentBias", recurrentBias, inputWeights.dataType());
  }

  @Override
  public GruParameters withBias(INDArray newBias) {
    return new GruParameters(inputWeights, recurrentWeights, newBias, recurrentBias);
  }

  @Override
  public Map<String, INDArray> named() {
    return Ordered.of(
        "inputWeights", inputWeights,
        "recurrentWeights", recurrentWeights,
        "bias", bias,
        "recurrentBias", recurrentBias);
  }

  @Override
  public GruParameters map(UnaryOperator<INDArray> function) {
    return new GruParameters(
        function.apply(inputWeights),
        function.apply(recurrentWeights),
        function.apply(bias),
        function.apply(recurrentBias));
  }

  @Override
  public GruParameters combine(GruParameters other, BinaryOperator<INDArray> function) {
    return new GruParameters(
        function.apply(inputWeights, other.inputWeights),
        function.apply(recurrentWeights, other.recurrentWeights),
        function.apply(bias, other.bias),
        function.apply(recurrentBias, other.recurrentBias));
  }
}
