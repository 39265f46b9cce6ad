package org.unroll4j.core.network;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.engine.StepViews;
import org.unroll4j.core.engine.ValidSteps;

/**
 * Backpropagation through time in segments: the state is carried from one segment to the next, its
 * gradient is not. The gradient of each segment is exact for the definition that the incoming state
 * is a constant.
 *
 * <p>Source: R. J. Williams, J. Peng, Neural Computation 2 (1990), with equal lengths for the
 * forward and the backward chunk, as PyTorch users write it with {@code detach()}.
 *
 * @param stack a stack of forward layers
 * @param segmentLength steps per segment; the last one may be shorter
 * @param <P> the cell's parameters
 * @param <S> the cell's state
 */
public record TruncatedBackpropagation<P extends CellParameters<P>, S extends CellState<S>>(
    RecurrentStack<P, S> stack, int segmentLength) {

  /** Checks the length and the directions. */
  public TruncatedBackpropagation {
    stack.shape().requireCausal("truncated backpropagation");
    if (segmentLength < 1) {
      throw new IllegalArgumentException(
          "TruncatedBackpropagation: segmentLength must be at least 1, but was %d."
              .formatted(segmentLength));
    }
  }

  /** The loss, segment by segment. */
  @FunctionalInterface
  public interface SegmentLoss {

    /**
     * The loss's gradient with respect to the outputs of one segment.
     *
     * @param outputs [segment steps, N, H]
     * @param from the first step of the segment within the whole sequence
     * @return same shape as the outputs
     */
    INDArray gradient(INDArray outputs, int from);
  }

  /**
   * The sum of all segments' gradients at fixed parameters.
   *
   * @param input whole sequences
   * @return parameters' gradients summed over segments; the gradient of x in full length; the
   *     gradient of the initial states through the first segment
   */
  public StackGradients<P, S> gradients(List<P> parameters, StackInput<S> input, SegmentLoss loss) {
    int steps = input.valid().steps();
    PreparedStack<P, S> prepared = stack.prepare(parameters);
    List<P> sum = null;
    List<INDArray> gradX = new ArrayList<>();
    List<S> gradInitial = null;
    List<S> states = input.initialStates();
    for (int from = 0; from < steps; from += segmentLength) {
      int to = Math.min(steps, from + segmentLength);
      StackGradients<P, S> gradients;
      try (StackPass<P, S> pass =
          prepared.forward(segment(input, from, to, states), Dropout.NONE)) {
        states = pass.output().finalStates();
        List<S> noGradient = states.stream().map(s -> s.map(INDArray::like)).toList();
        gradients = pass.backward(loss.gradient(pass.output().outputs(), from), noGradient);
      }
      sum = sum == null ? gradients.parameters() : add(sum, gradients.parameters());
      gradX.add(gradients.x());
      gradInitial = gradInitial == null ? gradients.initialStates() : gradInitial;
    }
    return new StackGradients<>(sum, Nd4j.concat(0, gradX.toArray(INDArray[]::new)), gradInitial);
  }

  /** The steps {@code [from, to)} of an input, entered with the given states. */
  public StackInput<S> segment(StackInput<S> input, int from, int to, List<S> states) {
    INDArray x = StepViews.steps(input.x(), from, to);
    ValidSteps valid = input.valid().slice(from, to);
    return new StackInput<>(x, valid, states);
  }

  private static <P extends CellParameters<P>> List<P> add(List<P> a, List<P> b) {
    List<P> sum = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      sum.add(a.get(i).plus(b.get(i)));
    }
    return sum;
  }
}
