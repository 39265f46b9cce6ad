package org.unroll4j.studies.demand;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.series.SeriesTable;

/**
 * Looks for steps that a forecast did not expect.
 *
 * <pre>{@code
 * a step:              score = −log₁₀ min(1, 2·min(P(Y ≤ y), P(Y ≥ y)))
 * y again, n times:    score = −Σ log₁₀ P(Y = y)     over the n repetitions
 * }</pre>
 *
 * <p>The second is the probability that a value is followed by n equal ones, each under its own
 * forecast: a series that is nearly always zero gets no score for being zero, one that sells
 * hundreds gets a high one for selling the same number all day. A step that was sold out counts
 * neither as a drop nor as a repetition. A forecast that is a single number knows no surprise and
 * gives no score.
 */
public final class Anomalies {

  private static final double LEAST_TAIL = 1e-16;
  private static final double LEAST_REPETITION = 1e-3;
  private static final int FEWEST_REPETITIONS = 3;

  private final SeriesTable table;
  private final Outlook outlook;
  private final double halfUnit;
  private final int most;
  private final double leastScore;
  private final PriorityQueue<Anomaly> found =
      new PriorityQueue<>(Comparator.comparingDouble(Anomaly::score));

  /**
   * A search.
   *
   * @param outlook the forecasts of the steps that are looked at
   * @param most how many are kept, those with the highest scores
   * @param leastScore lower scores are passed over
   */
  Anomalies(SeriesTable table, Outlook outlook, int most, double leastScore) {
    this.table = table;
    this.outlook = outlook;
    this.halfUnit = table.unit() / 2;
    this.most = most;
    this.leastScore = leastScore;
  }

  /** The surprises, highest score first. */
  List<Anomaly> find() {
    for (int s = 0; s < table.size(); s++) {
      int run = outlook.from();
      for (int t = outlook.from(); t < outlook.to(); t++) {
        step(s, t);
        if (!repeats(s, t)) {
          run(s, run, t);
          run = t;
        }
      }
      run(s, run, outlook.to());
    }
    List<Anomaly> sorted = new ArrayList<>(found);
    sorted.sort(
        Comparator.comparingDouble(Anomaly::score)
            .reversed()
            .thenComparing(Anomaly::series)
            .thenComparing(Anomaly::step));
    return sorted;
  }

  private void step(int s, int t) {
    Distribution said = outlook.at(s, t);
    double y = table.value(s, t);
    if (said == null || Double.isNaN(y)) {
      return;
    }
    double low = said.cdf(y);
    double high = said.above(Math.nextDown(y));
    boolean isDrop = low < high;
    if (!isPoint(said) && !(isDrop && table.stockout(s, t))) {
      keep(
          s,
          t,
          1,
          -Math.log10(Math.min(1, Math.max(LEAST_TAIL, 2 * Math.min(low, high)))),
          isDrop ? Anomaly.Kind.DROP : Anomaly.Kind.SPIKE);
    }
  }

  private static boolean isPoint(Distribution said) {
    return said.quantile(0.001) == said.quantile(0.999) && said.cdf(said.quantile(0.5)) == 1;
  }

  private boolean repeats(int s, int t) {
    return t > outlook.from()
        && outlook.at(s, t) != null
        && table.value(s, t) == table.value(s, t - 1)
        && !table.stockout(s, t)
        && !table.stockout(s, t - 1);
  }

  /** The steps from, …, to − 1 have the same value. */
  private void run(int s, int from, int to) {
    if (to - from <= FEWEST_REPETITIONS || outlook.at(s, from) == null) {
      return;
    }
    double y = table.value(s, from);
    double score = 0;
    for (int t = from + 1; t < to; t++) {
      Distribution said = outlook.at(s, t);
      if (isPoint(said)) {
        return;
      }
      double mass = said.cdf(y + halfUnit) - said.below(y - halfUnit);
      score -= Math.log10(Math.max(LEAST_REPETITION, Math.min(1, mass)));
    }
    keep(s, from, to - from, score, Anomaly.Kind.FLAT);
  }

  private void keep(int s, int t, int steps, double score, Anomaly.Kind kind) {
    if (!(score >= leastScore) || (found.size() == most && score <= found.element().score())) {
      return;
    }
    Distribution said = outlook.at(s, t);
    found.add(
        new Anomaly(
            s,
            t,
            steps,
            table.value(s, t),
            said.quantile(0.5),
            said.quantile(0.025),
            said.quantile(0.975),
            score,
            kind));
    if (found.size() > most) {
      found.remove();
    }
  }
}
