package org.unroll4j.studies.demand.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.unroll4j.studies.demand.baselines.ResidualQuantiles.Residuals;

class RidgeFitTest {

  private static final int HORIZON = 3;
  private static final double[][] TRUE = {{1, 2, -3}, {0, 1, 5}, {-2, 0.5, 0}};

  /** Rows of two features without noise, with coefficients of each step. */
  private static Rows rows(int n) {
    SplittableRandom random = new SplittableRandom(2);
    int[] step = new int[n];
    double[] scale = new double[n];
    float[] values = new float[2 * n];
    float[] actual = new float[n];
    for (int i = 0; i < n; i++) {
      step[i] = 1 + i % HORIZON;
      scale[i] = 0.5 + random.nextDouble();
      values[2 * i] = (float) random.nextDouble(-1, 1);
      values[2 * i + 1] = (float) random.nextDouble(-1, 1);
      double[] b = TRUE[i % HORIZON];
      actual[i] = (float) (scale[i] * (b[0] + b[1] * values[2 * i] + b[2] * values[2 * i + 1]));
    }
    return new Rows(values, 2, 1, new int[n], new int[n], step, scale, actual);
  }

  @Test
  void findsTheCoefficientsOfEachStep() {
    double[][] found = new RidgeFit(rows(101), i -> true, new StepGroups(HORIZON)).solve(0);
    for (int h = 0; h < HORIZON; h++) {
      assertThat(found[h]).containsExactly(TRUE[h], within(1e-5));
    }
  }

  @Test
  void aHugePenaltyLeavesTheUsualValue() {
    double[][] found = new RidgeFit(rows(101), i -> true, new StepGroups(HORIZON)).solve(1e9);
    for (double[] b : found) {
      assertThat(Arrays.copyOfRange(b, 1, 3)).containsExactly(new double[] {0, 1}, within(1e-6));
    }
  }

  @Test
  void aStepWithoutRowsHasThoseOfAll() {
    Rows rows = rows(99);
    double[][] found =
        new RidgeFit(rows, i -> rows.horizonStep()[i] == 2, new StepGroups(HORIZON)).solve(0);
    assertThat(found[0]).isEqualTo(found[2]);
    assertThat(found[2]).containsExactly(TRUE[1], within(1e-5));
  }

  @Test
  void stepsShareWhenThereAreMany() {
    StepGroups groups = new StepGroups(168);
    assertThat(groups.count()).isEqualTo(24);
    assertThat(groups.of(1)).isZero();
    assertThat(groups.of(7)).isZero();
    assertThat(groups.of(8)).isEqualTo(1);
    assertThat(groups.of(168)).isEqualTo(23);
    assertThat(new StepGroups(5).of(5)).isEqualTo(4);
  }

  @Test
  void residualsOfTheirOwnClass() {
    int n = 9000;
    SplittableRandom random = new SplittableRandom(6);
    double[] scale = random.doubles(n, 1, 11).toArray();
    double[] forecast = random.doubles(n, 0, 1).toArray();
    int[] step = random.ints(n, 1, HORIZON + 1).toArray();
    double[] residual = new double[n];
    Arrays.setAll(residual, i -> (scale[i] > 9 ? 100 : 1) * step[i] * random.nextDouble(-1, 1));
    double[] levels = {0.25, 0.5, 0.75};
    ResidualQuantiles fitted =
        ResidualQuantiles.fit(new Residuals(scale, forecast, step, residual), levels, HORIZON);
    assertThat(fitted.at(10.5, 0.4, 2)).containsExactly(new double[] {-100, 0, 100}, within(30.0));
    assertThat(fitted.at(2, 0.9, 3)).containsExactly(new double[] {-1.5, 0, 1.5}, within(0.5));
    assertThat(fitted.at(-5, -5, 1)).containsExactly(new double[] {-0.5, 0, 0.5}, within(0.2));
  }

  @Test
  void fewResidualsAreTakenTogether() {
    double[] few = {3, 1, 2};
    ResidualQuantiles fitted =
        ResidualQuantiles.fit(
            new Residuals(few, few, new int[] {1, 2, 3}, few), new double[] {0.5}, HORIZON);
    assertThat(fitted.at(1, 1, 1)).containsExactly(2);
    assertThat(fitted.at(9, 9, 3)).containsExactly(2);
  }
}
