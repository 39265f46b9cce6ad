package org.unroll4j.studies.demand.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.unroll4j.data.series.SeriesTable;

/**
 * Finds columns that are called known beforehand and can hardly be: together they tell the value of
 * the same step, as the numbers of casual and of registered customers tell their sum. Prices,
 * promotions and weather move demand; they do not tell it to the unit.
 */
public final class KnownCovariateAudit {

  /** So much of the values must be explained, beyond the place in the season, to be suspicious. */
  static final double SUSPICIOUS = 0.9;

  /** A set of covariates is named if it explains that share of what all explain. */
  private static final double MOST = 0.98;

  private static final int MAX_SERIES = 200;

  private KnownCovariateAudit() {}

  /**
   * A warning in one sentence, empty if nothing is suspicious.
   *
   * @param trainEnd end of the steps that are looked at, exclusive
   */
  public static Optional<String> warning(SeriesTable table, int trainEnd) {
    if (table.knownNames().isEmpty()) {
      return Optional.empty();
    }
    int used = Math.min(MAX_SERIES, table.size());
    List<ExplainedShare> series =
        IntStream.range(0, used)
            .map(i -> (int) ((long) i * table.size() / used))
            .mapToObj(s -> ExplainedShare.of(table, s, Math.min(trainEnd, table.end(s))))
            .filter(ExplainedShare::enough)
            .toList();
    List<Integer> all = IntStream.range(0, table.knownNames().size()).boxed().toList();
    double share = median(series, all);
    if (!(share >= SUSPICIOUS)) {
      return Optional.empty();
    }
    String names =
        fewest(series, all, MOST * share).stream()
            .map(table.knownNames()::get)
            .collect(Collectors.joining(", "));
    return Optional.of(
        ("Known covariates: %s tell %.0f %% of how the values of the same step vary beyond their"
                + " season (median of %d series); if they are not known beforehand, list them under"
                + " past.")
            .formatted(names, 100 * share, series.size()));
  }

  /** Adds the most telling covariate until enough is told. */
  private static List<Integer> fewest(
      List<ExplainedShare> series, List<Integer> all, double enough) {
    List<Integer> chosen = new ArrayList<>();
    while (median(series, chosen) < enough) {
      List<Integer> best = chosen;
      for (int c : all) {
        List<Integer> candidate = new ArrayList<>(chosen);
        candidate.add(c);
        if (!chosen.contains(c)
            && (best.size() == chosen.size() || median(series, candidate) > median(series, best))) {
          best = candidate;
        }
      }
      chosen = best;
    }
    return chosen;
  }

  private static double median(List<ExplainedShare> series, List<Integer> covariates) {
    double[] shares = series.stream().mapToDouble(s -> s.by(covariates)).sorted().toArray();
    return shares.length == 0 ? Double.NaN : shares[shares.length / 2];
  }
}
