package org.unroll4j.core.check;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a gradient check found: the worst element of every tensor.
 *
 * @param tensors one entry per tensor, in the order of the variables
 * @param tolerance the tolerance that was asked for
 */
public record GradientCheckResult(List<Tensor> tensors, double tolerance) {

  /** A copy of the list is kept. */
  public GradientCheckResult {
    tensors = List.copyOf(tensors);
  }

  /**
   * The worst element of one tensor.
   *
   * @param name the tensor
   * @param index where the element stands
   * @param analytic the gradient that was checked
   * @param numeric the central difference
   * @param largest the tensor's largest |numeric|, which scales the limit
   */
  public record Tensor(String name, long[] index, double analytic, double numeric, double largest) {

    /** |analytic − numeric|; NaN if either is. */
    public double error() {
      return Math.abs(analytic - numeric);
    }

    /** The error as a share of max(1, largest), which the tolerance bounds. */
    public double scaledError() {
      return error() / Math.max(1, largest);
    }

    Tensor withLargest(double largest) {
      return new Tensor(name, index, analytic, numeric, largest);
    }

    @Override
    public String toString() {
      return "%s%s: analytic %.12g, numeric %.12g, difference %.3g"
          .formatted(name, Arrays.toString(index), analytic, numeric, error());
    }
  }

  /** Whether every tensor is within the tolerance. */
  public boolean passed() {
    return tensors.stream().allMatch(this::passes);
  }

  /** The tensor with the largest scaled error; NaN counts as the largest. */
  public Tensor worst() {
    return tensors.stream().max(Comparator.comparingDouble(Tensor::scaledError)).orElseThrow();
  }

  private boolean passes(Tensor tensor) {
    return tensor.scaledError() <= tolerance;
  }

  @Override
  public String toString() {
    return (passed() ? "passed; " : "FAILED; ")
        + tensors.stream()
            .map(t -> (passes(t) ? "" : "✗ ") + t)
            .collect(Collectors.joining("\n", "worst element of each tensor:\n", ""));
  }
}
