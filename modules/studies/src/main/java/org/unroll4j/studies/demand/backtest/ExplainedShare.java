package org.unroll4j.studies.demand.backtest;

import java.util.Arrays;
import java.util.List;
import org.unroll4j.data.series.SeriesTable;

/**
 * How much of one series' values its known covariates explain by a linear rule, beyond what the
 * place in the season explains. Only values above 0 are looked at: that a covariate knows when a
 * store is closed is no leak.
 *
 * @param products sums of products of residuals, of the covariates and, last, of the values
 * @param freedom number of values minus number of means that were taken out
 */
record ExplainedShare(double[][] products, int freedom) {

  private static final double SINGULAR = 1e-9;

  /** Values per place in the season, for its mean to be one. */
  private static final int PER_PHASE = 6;

  /** Prepares a series; steps from {@code end} on are not looked at. */
  static ExplainedShare of(SeriesTable table, int series, int end) {
    int covariates = table.knownNames().size();
    int[] steps = usable(table, series, end);
    int season = season(table, steps.length);
    double[][] columns = new double[covariates + 1][];
    for (int c = 0; c <= covariates; c++) {
      int column = c;
      columns[c] =
          Arrays.stream(steps)
              .mapToDouble(
                  t ->
                      column < covariates ? table.known(column, series, t) : table.value(series, t))
              .toArray();
      removePhases(columns[c], steps, season);
    }
    double[][] products = new double[covariates + 1][covariates + 1];
    for (int i = 0; i <= covariates; i++) {
      for (int j = 0; j <= covariates; j++) {
        for (int k = 0; k < steps.length; k++) {
          products[i][j] += columns[i][k] * columns[j][k];
        }
      }
    }
    return new ExplainedShare(products, steps.length - season);
  }

  private static int[] usable(SeriesTable table, int series, int end) {
    int[] steps = new int[Math.max(0, end - table.first(series))];
    int count = 0;
    for (int t = table.first(series); t < end; t++) {
      boolean complete = table.value(series, t) > 0;
      for (int c = 0; complete && c < table.knownNames().size(); c++) {
        complete = Float.isFinite(table.known(c, series, t));
      }
      if (complete) {
        steps[count++] = t;
      }
    }
    return Arrays.copyOf(steps, count);
  }

  /** The longest season that has enough values per place. */
  private static int season(SeriesTable table, int values) {
    return table.frequency().seasons().stream()
        .filter(season -> values >= PER_PHASE * season)
        .reduce(1, Math::max);
  }

  private static void removePhases(double[] column, int[] steps, int season) {
    double[] sum = new double[season];
    int[] count = new int[season];
    for (int k = 0; k < column.length; k++) {
      sum[steps[k] % season] += column[k];
      count[steps[k] % season]++;
    }
    for (int k = 0; k < column.length; k++) {
      column[k] -= sum[steps[k] % season] / count[steps[k] % season];
    }
  }

  /** Whether there are enough values to say anything. */
  boolean enough() {
    return freedom >= 10 * products.length
        && products[products.length - 1][products.length - 1] > 0;
  }

  /** Adjusted R² of the regression on some of the covariates, at least 0. */
  double by(List<Integer> covariates) {
    int last = products.length - 1;
    double[][] swept = Arrays.stream(products).map(double[]::clone).toArray(double[][]::new);
    int used = 0;
    for (int c : covariates) {
      if (swept[c][c] > SINGULAR * products[c][c]) {
        sweep(swept, c);
        used++;
      }
    }
    double left = swept[last][last] / (freedom - used) / (products[last][last] / freedom);
    return Math.max(0, 1 - left);
  }

  /**
   * Takes what column c explains out of all others (J. Goodnight, American Statistician 33, 1979).
   */
  private static void sweep(double[][] matrix, int c) {
    double[] pivot = matrix[c].clone();
    for (double[] row : matrix) {
      double factor = row[c] / pivot[c];
      for (int j = 0; j < row.length; j++) {
        row[j] -= factor * pivot[j];
      }
    }
  }
}
