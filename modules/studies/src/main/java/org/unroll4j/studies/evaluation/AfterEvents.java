package org.unroll4j.studies.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How well the predictions right after event k rank, among the sessions that have at least k
 * events.
 *
 * @param k number of events seen
 * @param moments the moments right after event k, one per session
 * @param auc area under the ROC curve of these moments alone
 * @param interval bootstrap interval of {@code auc} over users
 */
public record AfterEvents(int k, Moments moments, double auc, Optional<Interval> interval) {

  /** The numbers of events that are looked at. */
  public static final List<Integer> STEPS = List.of(1, 2, 3, 5, 8, 12, 20, 30);

  /** A k is left out if fewer sessions than this have the one label or the other after event k. */
  public static final int MIN_PER_CLASS = 10;

  /** The figures for each of {@link #STEPS} for which enough sessions remain. */
  public static List<AfterEvents> of(Predictions predictions, Bootstrap bootstrap) {
    List<AfterEvents> figures = new ArrayList<>();
    for (int k : STEPS) {
      Predictions after = at(predictions, k);
      int positives = after.moments().positives();
      if (positives >= MIN_PER_CLASS && after.size() - positives >= MIN_PER_CLASS) {
        Ranking ranking = new Ranking(after);
        double auc = ranking.scores().get(Metric.AUC).orElseThrow();
        Optional<Interval> interval = bootstrap.resample(ranking).interval(Metric.AUC);
        figures.add(new AfterEvents(k, after.moments(), auc, interval));
      }
    }
    return figures;
  }

  /** AUC of predictions after event k; both labels must occur there. */
  static double auc(Predictions predictions, int k) {
    return new Ranking(at(predictions, k)).scores().get(Metric.AUC).orElseThrow();
  }

  private static Predictions at(Predictions predictions, int k) {
    int[] step = predictions.moments().step();
    return predictions.select(predictions.moments().indices(i -> step[i] == k));
  }
}
