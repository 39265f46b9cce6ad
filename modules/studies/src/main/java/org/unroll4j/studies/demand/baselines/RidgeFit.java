package org.unroll4j.studies.demand.baselines;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;

/**
 * Ridge regression of labels in units of the scale, one for each group of steps of the horizon.
 *
 * <pre>{@code
 * b = argmin Σ w (y − b₀ − x·b)² + λ Σ d (b − a)²,   w = scale, d = Σ w x² of each feature
 * }</pre>
 *
 * <p>Errors count in proportion to the scale, as if their variance were proportional to the mean.
 * The coefficients a that they are drawn to are those of all groups together, and these are drawn
 * to the {@link Rows#usual} value, the mean of the target's place in its season.
 */
final class RidgeFit {

  /** Keeps features that are always zero from making the equations singular. */
  private static final double TINY = 1e-9;

  private final int width;
  private final int usual;
  private final Equations[] groups;
  private final Equations all;

  /** Σ w x xᵀ (lower triangle) and Σ w x y, the intercept first. */
  private record Equations(double[][] product, double[] right) {

    Equations(int width) {
      this(new double[width][width], new double[width]);
    }

    void add(double[] x, double weight, double y) {
      for (int j = 0; j < x.length; j++) {
        double wx = weight * x[j];
        right[j] += wx * y;
        double[] line = product[j];
        for (int k = 0; k <= j; k++) {
          line[k] += wx * x[k];
        }
      }
    }

    void add(Equations other) {
      for (int j = 0; j < right.length; j++) {
        right[j] += other.right[j];
        for (int k = 0; k <= j; k++) {
          product[j][k] += other.product[j][k];
        }
      }
    }

    /** Coefficients, drawn to those of a prior; the prior itself if there are no rows. */
    double[] solve(double lambda, double[] prior) {
      double largest = 0;
      for (int j = 0; j < right.length; j++) {
        largest = Math.max(largest, product[j][j]);
      }
      if (largest == 0) {
        return prior;
      }
      double[][] matrix = new double[right.length][right.length];
      double[] target = new double[right.length];
      for (int j = 0; j < right.length; j++) {
        for (int k = 0; k < j; k++) {
          matrix[j][k] = product[j][k];
          matrix[k][j] = product[j][k];
        }
        double penalty = (j == 0 ? 0 : lambda * product[j][j]) + TINY * largest;
        matrix[j][j] = product[j][j] + penalty;
        target[j] = right[j] + penalty * prior[j];
      }
      return new CholeskyDecomposition(new Array2DRowRealMatrix(matrix, false), 1e-9, 0)
          .getSolver()
          .solve(new ArrayRealVector(target, false))
          .toArray();
    }
  }

  /** Adds up the normal equations of the rows that are used. */
  RidgeFit(Rows rows, IntPredicate used, StepGroups steps) {
    width = rows.width() + 1;
    usual = rows.usual() + 1;
    groups = new Equations[steps.count()];
    Arrays.setAll(groups, group -> new Equations(width));
    double[] x = new double[width];
    x[0] = 1;
    for (int i = 0; i < rows.size(); i++) {
      if (used.test(i)) {
        for (int f = 0; f < rows.width(); f++) {
          x[f + 1] = rows.values()[i * rows.width() + f];
        }
        groups[steps.of(rows.horizonStep()[i])].add(x, rows.scale()[i], rows.label(i));
      }
    }
    all = new Equations(width);
    Arrays.stream(groups).forEach(all::add);
  }

  /** Coefficients of each group, the intercept first. */
  double[][] solve(double lambda) {
    double[] prior = new double[width];
    prior[usual] = 1;
    double[] shared = all.solve(lambda, prior);
    return Arrays.stream(groups).map(group -> group.solve(lambda, shared)).toArray(double[][]::new);
  }
}
