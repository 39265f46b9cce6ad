package org.unroll4j.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.unroll4j.report.page.Answer.Verdict;

/**
 * How a model's AUC stands against the best baseline and the attainable.
 *
 * @param model the model
 * @param baseline the best baseline, if there is one with an AUC
 * @param attainable the attainable, if there is one with an AUC
 */
record Standing(Contender model, Optional<Contender> baseline, Optional<Contender> attainable) {

  /** What guessing reaches. */
  static final double GUESSING = 0.5;

  static Standing of(Run run) {
    List<Contender> baselines = Contender.baselines(run);
    return new Standing(
        Contender.model(run),
        Contender.best(baselines, Metric.AUC),
        Contender.attainable(run).filter(a -> a.value(Metric.AUC).isPresent()));
  }

  OptionalDouble auc() {
    return model.value(Metric.AUC);
  }

  /** Undecided as long as the baseline lies inside the model's interval. */
  Verdict verdict() {
    if (auc().isEmpty() || baseline.isEmpty()) {
      return Verdict.NONE;
    }
    double other = baseline.get().value(Metric.AUC).getAsDouble();
    Interval interval = model.interval(Metric.AUC);
    if (interval != null && interval.contains(other)) {
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
