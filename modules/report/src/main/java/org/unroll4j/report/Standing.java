package org.unroll4j.report;

import java.util.Optional;
import java.util.OptionalDouble;
import org.unroll4j.report.page.Answer.Verdict;

/**
 * How a model's AUC stands against the best baseline and the attainable.
 *
 * @param model the model
 * @param baseline the best baseline, if there is one with an AUC
 * @param attainable the attainable, if there is one with an AUC
 * @param lead the 95 % interval of how far the model is ahead of that baseline, if it was computed
 */
record Standing(
    Contender model,
    Optional<Contender> baseline,
    Optional<Contender> attainable,
    Optional<Interval> lead) {

  /** What guessing reaches. */
  static final double GUESSING = 0.5;

  static Standing of(Run run) {
    Optional<Contender> best = Contender.best(Contender.baselines(run), Metric.AUC);
    return new Standing(
        Contender.model(run),
        best,
        Contender.attainable(run).filter(a -> a.value(Metric.AUC).isPresent()),
        best.map(b -> Contender.lead(run, b).interval(Metric.AUC)));
  }

  OptionalDouble auc() {
    return model.value(Metric.AUC);
  }

  /**
   * Undecided as long as the interval of the difference holds zero; where there is none, as long as
   * the baseline lies inside the model's own interval.
   */
  Verdict verdict() {
    if (auc().isEmpty() || baseline.isEmpty()) {
      return Verdict.NONE;
    }
    double other = baseline.get().value(Metric.AUC).getAsDouble();
    Interval own = model.interval(Metric.AUC);
    boolean open =
        lead.map(interval -> interval.contains(0)).orElse(own != null && own.contains(other));
    if (open) {
      return Verdict.UNDECIDED;
    }
    return auc().getAsDouble() > other ? Verdict.AHEAD : Verdict.BEHIND;
  }

  /** How much of the way from guessing to the attainable the model has gone; 1 is all of it. */
  OptionalDouble attained() {
    if (auc().isEmpty() || attainable.isEmpty()) {
      return OptionalDouble.empty();
    }
    double best = attainable.get().value(Metric.AUC).getAsDouble();
    return best - GUESSING < 1e-3
        ? OptionalDouble.empty()
        : OptionalDouble.of((auc().getAsDouble() - GUESSING) / (best - GUESSING));
  }
}
