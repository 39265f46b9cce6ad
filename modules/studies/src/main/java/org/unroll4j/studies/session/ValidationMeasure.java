package org.unroll4j.studies.session;

import java.util.List;
import java.util.OptionalDouble;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.features.EncodedSequence;
import org.unroll4j.data.features.FeatureEncoder;
import org.unroll4j.data.labels.LabelledSequence;
import org.unroll4j.studies.evaluation.Metric;
import org.unroll4j.studies.evaluation.Moments;
import org.unroll4j.studies.evaluation.Predictions;
import org.unroll4j.studies.evaluation.Scores;
import org.unroll4j.studies.network.Predictor;
import org.unroll4j.studies.training.Validation;

/** Measures a network on the validation part. */
final class ValidationMeasure implements Validation.Measure {

  private final Moments moments;
  private final List<EncodedSequence> sequences;
  private final Predictor predictor;

  ValidationMeasure(
      EventTable table,
      List<LabelledSequence> validation,
      FeatureEncoder encoder,
      Predictor predictor) {
    this.moments = Moments.labelled(table, validation);
    this.sequences = encoder.encode(table, validation);
    this.predictor = predictor;
  }

  @Override
  public Validation measure() {
    double[][] probabilities = predictor.probabilities(sequences);
    for (double[] sequence : probabilities) {
      for (double probability : sequence) {
        if (!Double.isFinite(probability) && !predictor.feed().perSequence()) {
          return new Validation(Double.NaN, null);
        }
      }
    }
    Scores scores = Scores.of(Predictions.pick(moments, probabilities));
    OptionalDouble auc = scores.get(Metric.AUC);
    return new Validation(
        scores.get(Metric.LOG_LOSS).orElseThrow(),
        auc.isPresent() ? (Double) auc.getAsDouble() : null);
  }
}
