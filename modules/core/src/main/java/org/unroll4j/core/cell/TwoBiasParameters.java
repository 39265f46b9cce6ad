package org.unroll4j.core.cell;

import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of a cell and, beside its bias, a second one on the side of the hidden state, as
 * PyTorch's {@code bias_ih} and {@code bias_hh}. Only their sum is seen, but each is learned.
 *
 * @param single the cell's parameters with the first bias
 * @param secondBias for the gate blocks in which it adds to the first, [{@link
 *     Cell#addedBiases}·H]: [G·H], but for a GRU with the reset gate after the product [2H],
 *     because its candidate's second bias is a parameter of its own already
 * @param <P> the cell's parameters
 */
public record TwoBiasParameters<P extends CellParameters<P>>(P single, INDArray secondBias)
    implements CellParameters<TwoBiasParameters<P>> {

  /** Checks rank, length and type. */
  public TwoBiasParameters {
    Shapes.require("TwoBiasParameters: secondBias", secondBias, "[G·H]", -1);
    Shapes.requireType("TwoBiasParameters: secondBias", secondBias, single.dataType());
  }

  /** The cell's parameters with the sum of both biases. */
  P summed() {
    INDArray sum = single.bias().dup();
    sum.get(interval(0, secondBias.length())).addi(secondBias);
    return single.withBias(sum);
  }

  @Override
  public INDArray inputWeights() {
    return single.inputWeights();
  }

  @Override
  public INDArray recurrentWeights() {
    return single.recurrentWeights();
  }

  @Override
  public INDArray bias() {
    return single.bias();
  }

  @Override
  public TwoBiasParameters<P> withBias(INDArray newBias) {
    return new TwoBiasParameters<>(single.withBias(newBias), secondBias);
  }

  @Override
  public long hiddenSize() {
    return single.hiddenSize();
  }

  @Override
  public long outputSize() {
    return single.outputSize();
  }

  @Override
  public Map<String, INDArray> named() {
    Map<String, INDArray> named = new LinkedHashMap<>(single.named());
    named.put("secondBias", secondBias);
    return named;
  }

  @Override
  public TwoBiasParameters<P> map(UnaryOperator<INDArray> function) {
    return new TwoBiasParameters<>(single.map(function), function.apply(secondBias));
  }

  @Override
  public TwoBiasParameters<P> combine(
      TwoBiasParameters<P> other, BinaryOperator<INDArray> function) {
    return new TwoBiasParameters<>(
        single.combine(other.single, function), function.apply(secondBias, other.secondBias));
  }
}
