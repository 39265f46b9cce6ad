package org.unroll4j.studies.demand.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.unroll4j.data.distribution.Poisson;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.studies.demand.scores.Demands;

class KnownCovariateAuditTest {

  private static final int STEPS = 24 * 35;
  private final SplittableRandom random = new SplittableRandom(12);

  private double[] draw(double[] means) {
    return Arrays.stream(means).map(m -> new Poisson(m).draw(random)).toArray();
  }

  /** A day with weather, discounts of a day or more, and hours when the store is closed. */
  private double[][] covariates() {
    double[] temperature = new double[STEPS];
    double[] discount = new double[STEPS];
    double[] open = new double[STEPS];
    double weather = 0;
    for (int t = 0; t < STEPS; t++) {
      weather = 0.95 * weather + random.nextGaussian();
      temperature[t] = 10 + 8 * Math.sin(2 * Math.PI * (t - 9) / 24) + weather;
      discount[t] = t % 24 == 0 ? (random.nextInt(4) == 0 ? 0.3 : 0) : discount[t - 1];
      open[t] = t % 24 >= 7 && t % 24 < 22 && t / 24 % 9 != 3 ? 1 : 0;
    }
    return new double[][] {temperature, discount, open};
  }

  private static double[] means(double volume, double[][] covariates) {
    double[] means = new double[STEPS];
    Arrays.setAll(
        means,
        t ->
            1e-6
                + volume
                    * covariates[2][t]
                    * (1.2 + Math.sin(2 * Math.PI * t / 24))
                    * Math.exp(0.03 * covariates[0][t] + 4 * covariates[1][t]));
    return means;
  }

  @Test
  void weatherDiscountsAndOpeningHoursAreFine() {
    for (double volume : new double[] {0.5, 5, 80}) {
      double[][] covariates = covariates();
      SeriesTable table = Demands.withCovariate(draw(means(volume, covariates)), covariates, true);
      assertThat(KnownCovariateAudit.warning(table, STEPS)).isEmpty();
    }
  }

  @Test
  void partsOfTheTargetAreFound() {
    double[][] covariates = covariates();
    double[] casual = draw(means(3, covariates));
    double[] registered = draw(means(9, covariates));
    double[] sum = new double[STEPS];
    Arrays.setAll(sum, t -> casual[t] + registered[t]);
    SeriesTable table =
        Demands.withCovariate(
            sum, new double[][] {covariates[0], casual, covariates[2], registered}, true);
    assertThat(KnownCovariateAudit.warning(table, STEPS).orElseThrow())
        .contains("100 %")
        .contains("covariate1")
        .contains("covariate3")
        .doesNotContain("covariate0")
        .doesNotContain("covariate2");
  }

  @Test
  void theTargetInAnotherCoatIsFoundAmongOthers() {
    double[][] covariates = covariates();
    double[] values = draw(means(4, covariates));
    double[] revenue = Arrays.stream(values).map(y -> 2.5 * y).toArray();
    SeriesTable table =
        Demands.withCovariate(values, new double[][] {covariates[1], revenue}, true);
    assertThat(KnownCovariateAudit.warning(table, STEPS).orElseThrow())
        .startsWith("Known covariates: covariate1 tell 100 %");
    assertThat(KnownCovariateAudit.warning(table, 20)).isEmpty();
  }

  @Test
  void constantAndMissingCovariatesSayNothing() {
    double[] values = draw(means(4, covariates()));
    double[] constant = new double[STEPS];
    double[] missing = new double[STEPS];
    Arrays.fill(constant, 3);
    Arrays.fill(missing, Double.NaN);
    assertThat(
            KnownCovariateAudit.warning(
                Demands.withCovariate(values, new double[][] {constant, constant}, true), STEPS))
        .isEmpty();
    assertThat(
            KnownCovariateAudit.warning(
                Demands.withCovariate(values, new double[][] {constant, missing}, true), STEPS))
        .isEmpty();
    assertThat(
            KnownCovariateAudit.warning(
                Demands.withCovariate(values, new double[][] {}, true), STEPS))
        .isEmpty();
  }
}
