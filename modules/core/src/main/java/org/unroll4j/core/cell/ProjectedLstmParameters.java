package org.unroll4j.core.cell;

import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of an LSTM whose hidden state is projected to P columns; columns of W, R and b in
 * the order of {@link LstmGate}.
 *
 * @param inputWeights W, [F, 4H]
 * @param recurrentWeights R, [P, 4H]
 * @param bias b, [4H]
 * @param projection V, from the units to the hidden state, [H, P] (PyTorch's {@code weight_hr} is
 *     its transpose)
 */
public record ProjectedLstmParameters(
    INDArray inputWeights, INDArray recurrentWeights, INDArray bias, INDArray projection)
    implements CellParameters<ProjectedLstmParameters> {

  public ProjectedLstmParameters {
    Shapes.require("ProjectedLstmParameters: projection", projection, "[H, P]", -1, -1);
    long h = projection.size(0);
    long p = projection.size(1);
    Shapes.require(
        "ProjectedLstmParameters: recurrentWeights", recurrentWeights, "[P, 4H]", p, 4 * h);
    Shapes.require("ProjectedLstmParameters: inputWeights", inputWeights, "[F, 4H]", -1, 4 * h);
    Shapes.require("ProjectedLstmParameters: bias", bias, "[4H]", 4 * h);
    Ordered.of("recurrentWeights", recurrentWeights, "bias", bias, "projection", projection)
        .forEach(
            (name, array) ->
                Shapes.requireType(
                    "ProjectedLstmParameters: " + name, array, inputWeights.dataType()));
  }

  @Override
  public long hiddenSize() {
    return projection.size(0);
  }

  @Override
  public ProjectedLstmParameters withBias(INDArray newBias) {
    return new ProjectedLstmParameters(inputWeights, recurrentWeights, newBias, projection);
  }

  @Override
  public Map<String, INDArray> named() {
    return Ordered.of(
        "inputWeights", inputWeights,
        "recurrentWeights", recurrentWeights,
        "bias", bias,
        "projection", projection);
  }

  @Override
  public ProjectedLstmParameters map(UnaryOperator<INDArray> function) {
    return new ProjectedLstmParameters(
        function.apply(inputWeights),
        function.apply(recurrentWeights),
        function.apply(bias),
        function.apply(projection));
  }

  @Override
  public ProjectedLstmParameters combine(
      ProjectedLstmParameters other, BinaryOperator<INDArray> function) {
    return new ProjectedLstmParameters(
        function.apply(inputWeights, other.inputWeights),
        function.apply(recurrentWeights, other.recurrentWeights),
        function.apply(bias, other.bias),
        function.apply(projection, other.projection));
  }
}
