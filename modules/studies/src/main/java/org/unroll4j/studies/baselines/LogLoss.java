package org.unroll4j.studies.baselines;

import org.unroll4j.studies.evaluation.Metric;
import org.unroll4j.studies.evaluation.Moments;
import org.unroll4j.studies.evaluation.Predictions;
import org.unroll4j.studies.evaluation.Scores;

/** What choices on the validation part are judged by. */
final class LogLoss {

  private LogLoss() {}

  static double of(Moments moments, double[] probabilities) {
    return Scores.of(new Predictions(moments, probabilities)).get(Metric.LOG_LOSS).orElseThrow();
  }
}
