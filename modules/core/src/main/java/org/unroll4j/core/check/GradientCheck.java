package org.unroll4j.core.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/**
 * Compares gradients with central differences, element by element.
 *
 * <pre>{@code
 * numeric = (L(v + ε) − L(v − ε)) / 2ε
 * }</pre>
 *
 * <p>In double and with ε = 1e-5 the truncation error is of order ε² and the rounding error of
 * order 1e-16/ε: about 1e-10 for losses of order 1.
 *
 * @param epsilon ε, how far each element is moved
 * @param tolerance a tensor passes if max|analytic − numeric| ≤ tolerance · max(1, max|numeric|)
 */
public record GradientCheck(double epsilon, double tolerance) {

  /** ε = 1e-5 and a tolerance of 1e-7. */
  public GradientCheck() {
    this(1e-5, 1e-7);
  }

  /**
   * Moves every element of the variables in turn, puts it back, and compares.
   *
   * @param variables what the loss depends on, by name; changed during the call and restored
   * @param analytic the gradients to check, under the same names and with the same shapes
   * @param loss computes the loss from the variables as they are at the time of the call
   * @throws IllegalArgumentException if names or shapes differ or a variable is not DOUBLE
   */
  public GradientCheckResult run(
      Map<String, INDArray> variables, Map<String, INDArray> analytic, DoubleSupplier loss) {
    if (!variables.keySet().equals(analytic.keySet())) {
      throw new IllegalArgumentException(
          "GradientCheck: variables and gradients must have the same names, but were %s and %s."
              .formatted(variables.keySet(), analytic.keySet()));
    }
    List<GradientCheckResult.Tensor> tensors = new ArrayList<>();
    variables.forEach(
        (name, variable) -> tensors.add(check(name, variable, analytic.get(name), loss)));
    return new GradientCheckResult(tensors, tolerance);
  }

  private GradientCheckResult.Tensor check(
      String name, INDArray variable, INDArray analytic, DoubleSupplier loss) {
    if (variable.dataType() != DataType.DOUBLE || !variable.equalShapes(analytic)) {
      throw new IllegalArgumentException(
          "GradientCheck: %s must be DOUBLE with the gradient's shape %s, but was %s %s."
              .formatted(
                  name,
                  Arrays.toString(analytic.shape()),
                  variable.dataType(),
                  Arrays.toString(variable.shape())));
    }
    GradientCheckResult.Tensor worst = null;
    double largest = 0;
    for (long i = 0; i < variable.length(); i++) {
      long[] index = Shape.ind2subC(variable.shape(), i);
      double numeric = centralDifference(variable, index, loss);
      largest = Math.max(largest, Math.abs(numeric));
      GradientCheckResult.Tensor element =
          new GradientCheckResult.Tensor(name, index, analytic.getDouble(index), numeric, 0);
      if (worst == null || Double.compare(element.error(), worst.error()) > 0) {
        worst = element;
      }
    }
    return worst.withLargest(largest);
  }

  private double centralDifference(INDArray variable, long[] index, DoubleSupplier loss) {
    double value = variable.getDouble(index);
    variable.putScalar(index, value + epsilon);
    double above = loss.getAsDouble();
    variable.putScalar(index, value - epsilon);
    double below = loss.getAsDouble();
    variable.putScalar(index, value);
    return (above - below) / (2 * epsilon);
  }
}
