package org.unroll4j.core.cell;

import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A cell with two biases that add up, one on the side of the input and one on the side of the
 * hidden state. It computes what the cell with their sum computes, and both biases have the same
 * gradient: under plain gradient descent their sum moves twice as far as a single bias would. A
 * model that was made with two biases keeps them so, and learns as it did.
 *
 * <pre>{@code
 * a = x·W + (b + b₂)      ∂b = ∂b₂ = Σ ∂a
 * }</pre>
 *
 * @param cell the cell with one bias
 * @param <P> its parameters
 * @param <S> its state
 * @param <T> its trace
 */
public record TwoBiasCell<P extends CellParameters<P>, S extends CellState<S>, T>(
    Cell<P, S, T> cell) implements Cell<TwoBiasParameters<P>, S, T> {

  @Override
  public String name() {
    return cell.name() + "-two-biases";
  }

  @Override
  public int gates() {
    return cell.gates();
  }

  @Override
  public long outputSize(long hiddenSize) {
    return cell.outputSize(hiddenSize);
  }

  @Override
  public int addedBiases() {
    return 0;
  }

  @Override
  public TwoBiasParameters<P> zeroParameters(long inputSize, long hiddenSize, DataType type) {
    return new TwoBiasParameters<>(
        cell.zeroParameters(inputSize, hiddenSize, type),
        Nd4j.zeros(type, cell.addedBiases() * hiddenSize));
  }

  @Override
  public S zeroState(long batchSize, long hiddenSize, DataType type) {
    return cell.zeroState(batchSize, hiddenSize, type);
  }

  /** In the first bias; the second one's part is zero. */
  @Override
  public TwoBiasParameters<P> withForgetBias(TwoBiasParameters<P> p, double forgetBias) {
    P single = cell.withForgetBias(p.single(), forgetBias);
    return new TwoBiasParameters<>(single, p.secondBias());
  }

  /**
   * The parameters of the cell with one bias that compute the same.
   *
   * @throws IllegalArgumentException if the second bias is not as long as this cell's
   */
  public P summed(TwoBiasParameters<P> p) {
    String what = "Layer " + name() + ": secondBias";
    String shape = "[" + cell.addedBiases() + "·H]";
    Shapes.require(what, p.secondBias(), shape, cell.addedBiases() * p.hiddenSize());
    return p.summed();
  }

  /** The gradients of both biases from those with respect to {@link #summed}. */
  public TwoBiasParameters<P> gradients(P ofSummed) {
    long length = cell.addedBiases() * ofSummed.hiddenSize();
    return new TwoBiasParameters<>(ofSummed, ofSummed.bias().get(interval(0, length)).dup());
  }

  @Override
  public INDArray project(TwoBiasParameters<P> p, INDArray x) {
    return cell.project(summed(p), x);
  }

  @Override
  public Step<S, T> forward(TwoBiasParameters<P> p, INDArray a, S previous) {
    return cell.forward(p.single(), a, previous);
  }

  @Override
  public Step<S, T> forward(TwoBiasParameters<P> p, INDArray a, S previous, INDArray seen) {
    return cell.forward(p.single(), a, previous, seen);
  }

  @Override
  public StepGradients<S> backward(TwoBiasParameters<P> p, T trace, S gradNext) {
    return cell.backward(p.single(), trace, gradNext);
  }

  @Override
  public Optional<INDArray> gradPastProducts(T trace, S gradNext) {
    return cell.gradPastProducts(trace, gradNext);
  }

  @Override
  public TwoBiasParameters<P> parameterGradients(
      TwoBiasParameters<P> p, INDArray x, List<T> traces, WalkGradients gradients) {
    return gradients(cell.parameterGradients(p.single(), x, traces, gradients));
  }
}
