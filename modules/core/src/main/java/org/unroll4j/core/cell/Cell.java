package org.unroll4j.core.cell;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The equations of one step of a recurrent network, forward and backward.
 *
 * <p>A cell is a value without arrays of its own: parameters and state are arguments, results are
 * new arrays, and no argument is modified. It sees matrices whose rows are the sequences of a
 * batch; order, direction, masks and truncation belong to the walk through time.
 *
 * <p>A step has two halves. The first, {@link #project}, does not depend on the state, so a walk
 * can do it for all steps in one product. The second, {@link #forward}, is the recurrence. The
 * backward pass mirrors this: {@link #backward} takes one step back and returns the gradient of the
 * projection; {@link #parameterGradients} then sums over all steps in a few large products.
 *
 * @param <P> parameters
 * @param <S> state
 * @param <T> what one step has to remember for its backward pass
 */
public interface Cell<P extends CellParameters<P>, S extends CellState<S>, T> {

  /** Short name for messages: {@code lstm}, {@code gru}, {@code rnn-tanh} … */
  String name();

  /** Number of gate blocks G in the columns of the parameters. */
  int gates();

  /** Number of columns of the hidden state, which is the output: H unless the cell projects it. */
  default long outputSize(long hiddenSize) {
    return hiddenSize;
  }

  /**
   * Number of leading gate blocks in which a second bias, on the side of the hidden state, would
   * only add to {@link CellParameters#bias()}: all, but for a GRU's candidate.
   */
  default int addedBiases() {
    return gates();
  }

  /** Parameters of the right shapes, all zero: the form that gradients and initialisers fill. */
  P zeroParameters(long inputSize, long hiddenSize, DataType type);

  /** The state before the first step unless another is given: all zero. */
  S zeroState(long batchSize, long hiddenSize, DataType type);

  /** The parameters with the bias of a forget gate set, where the cell has one. */
  default P withForgetBias(P parameters, double forgetBias) {
    return parameters;
  }

  /**
   * The part of a step that does not depend on the state.
   *
   * <pre>{@code a = x·W + b   [rows, G·H]}</pre>
   *
   * @param x inputs of any number of steps, row by row, [rows, F]
   */
  default INDArray project(P parameters, INDArray x) {
    return x.mmul(parameters.inputWeights()).addiRowVector(parameters.bias());
  }

  /**
   * One step forward. {@link CellParameters#bias()} is in the projection already.
   *
   * @param projection {@link #project} of this step's input, [N, G·H]
   * @param previous the state before the step
   */
  Step<S, T> forward(P parameters, INDArray projection, S previous);

  /**
   * One step forward whose recurrent products see another hidden state than the one that is
   * carried: with recurrent dropout. To be overridden where the hidden state goes elsewhere too.
   *
   * @param seen what the recurrent products read in the place of the hidden state, [N, P]
   */
  default Step<S, T> forward(P parameters, INDArray projection, S previous, INDArray seen) {
    return forward(parameters, projection, previous.withHidden(seen));
  }

  /**
   * One step backward.
   *
   * @param trace what {@link #forward} remembered of the step
   * @param gradNext the loss's gradient with respect to the state after the step
   */
  StepGradients<S> backward(P parameters, T trace, S gradNext);

  /**
   * The part of {@link #backward}'s gradient of the hidden state that went past the recurrent
   * products; none unless overridden. [N, P]
   */
  default Optional<INDArray> gradPastProducts(T trace, S gradNext) {
    return Optional.empty();
  }

  /**
   * The gradient of all parameters, summed over steps and sequences.
   *
   * @param x inputs of the steps, [steps·N, F]
   * @param traces what each step remembered, in the same order
   * @param gradients what each step was given and returned on the way back, in the same order
   */
  P parameterGradients(P parameters, INDArray x, List<T> traces, WalkGradients gradients);

  /** The state after a step, and what its backward pass needs. */
  record Step<S, T>(S state, T trace) {}

  /**
   * Gradients of one step.
   *
   * @param projection with respect to {@link #project}'s result, [N, G·H]
   * @param previous with respect to the state before the step
   */
  record StepGradients<S>(INDArray projection, S previous) {}

  /**
   * Gradients of all steps of a walk.
   *
   * @param projection {@link StepGradients#projection} of the steps under one another, [steps·N,
   *     G·H]
   * @param hidden with respect to the hidden state after each step, as {@link #backward} got it,
   *     each [N, P]
   */
  record WalkGradients(INDArray projection, List<INDArray> hidden) {}
}
