package org.unroll4j.core.cell;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A cell with dropout on the recurrent path, the same at all steps of a sequence ("variational").
 * What is dropped belongs to the state, so it comes along wherever the state is carried.
 *
 * <pre>{@code
 * the cell's equations, with m ⊙ h in the place of h in recurrent products and nowhere else
 * m' = m   [N, H]
 * }</pre>
 *
 * <p>The output, the state that is carried, and z ⊙ h in a GRU are not touched.
 *
 * <p>Source: Y. Gal, Z. Ghahramani, A Theoretically Grounded Application of Dropout in Recurrent
 * Neural Networks, arXiv 1512.05287, section 4, with one mask for all gates ("tied weights",
 * equation 7) and none on the input; Keras's {@code recurrent_dropout}.
 *
 * @param cell the cell without dropout
 * @param <P> its parameters
 * @param <S> its state
 * @param <T> its trace
 */
public record RecurrentDropoutCell<P extends CellParameters<P>, S extends CellState<S>, T>(
    Cell<P, S, T> cell) implements Cell<P, DropoutState<S>, RecurrentDropoutCell.Trace<T>> {

  /**
   * What a step remembers.
   *
   * @param step what the cell remembers
   * @param hidden h, [N, H]
   * @param factors m, [N, H]
   * @param <T> the cell's trace
   */
  public record Trace<T>(T step, INDArray hidden, INDArray factors) {}

  @Override
  public String name() {
    return cell.name() + "-recurrent-dropout";
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
    return cell.addedBiases();
  }

  @Override
  public P zeroParameters(long inputSize, long hiddenSize, DataType type) {
    return cell.zeroParameters(inputSize, hiddenSize, type);
  }

  /** Drops nothing. */
  @Override
  public DropoutState<S> zeroState(long batchSize, long hiddenSize, DataType type) {
    return new DropoutState<>(
        cell.zeroState(batchSize, hiddenSize, type),
        Nd4j.ones(type, batchSize, outputSize(hiddenSize)));
  }

  @Override
  public P withForgetBias(P parameters, double forgetBias) {
    return cell.withForgetBias(parameters, forgetBias);
  }

  @Override
  public INDArray project(P parameters, INDArray x) {
    return cell.project(parameters, x);
  }

  @Override
  public Step<DropoutState<S>, Trace<T>> forward(P p, INDArray a, DropoutState<S> previous) {
    return forward(p, a, previous, previous.hidden());
  }

  @Override
  public Step<DropoutState<S>, Trace<T>> forward(
      P p, INDArray a, DropoutState<S> previous, INDArray h) {
    INDArray m = previous.factors();
    Step<S, T> step = cell.forward(p, a, previous.carried(), h.mul(m));
    return new Step<>(new DropoutState<>(step.state(), m), new Trace<>(step.trace(), h, m));
  }

  @Override
  public StepGradients<DropoutState<S>> backward(P p, Trace<T> t, DropoutState<S> gradNext) {
    StepGradients<S> d = cell.backward(p, t.step(), gradNext.carried());
    Optional<INDArray> past = gradPastProducts(t, gradNext);
    INDArray all = d.previous().hidden();
    INDArray dSeen = past.map(all::sub).orElse(all);
    INDArray dhSeen = dSeen.mul(t.factors());
    INDArray dh = past.map(dhSeen::addi).orElse(dhSeen);
    INDArray dm = dSeen.mul(t.hidden()).addi(gradNext.factors());
    return new StepGradients<>(d.projection(), new DropoutState<>(d.previous().withHidden(dh), dm));
  }

  @Override
  public Optional<INDArray> gradPastProducts(Trace<T> t, DropoutState<S> gradNext) {
    return cell.gradPastProducts(t.step(), gradNext.carried());
  }

  @Override
  public P parameterGradients(P p, INDArray x, List<Trace<T>> traces, WalkGradients gradients) {
    return cell.parameterGradients(p, x, traces.stream().map(Trace::step).toList(), gradients);
  }
}
