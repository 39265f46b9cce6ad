package org.unroll4j.studies.baselines;

import org.unroll4j.studies.evaluation.Moments;

/**
 * Logistic regression on what does not depend on the order of events.
 *
 * @param types known event types
 * @param weights one per feature
 * @param bias added to the weighted sum
 * @param cost C of LIBLINEAR that did best on the validation part
 */
public record LogisticCounts(KnownValues types, double[] weights, double bias, double cost)
    implements Baseline {

  @Override
  public String name() {
    return "logisticCounts";
  }

  @Override
  public String description() {
    return "Logistic regression on how often each type of event has occurred, the number of events"
        + " and the time since the session began: it does not see the order of events.";
  }

  @Override
  public double[] probabilities(SessionEvents events, Moments moments) {
    return apply(FeatureMatrix.of(events, moments, new CountFeatures(types, events)));
  }

  double[] apply(FeatureMatrix features) {
    double[] probabilities = new double[features.values().length / features.width()];
    for (int i = 0; i < probabilities.length; i++) {
      double sum = bias;
      for (int f = 0; f < weights.length; f++) {
        sum += weights[f] * features.values()[i * features.width() + f];
      }
      probabilities[i] = 1 / (1 + Math.exp(-sum));
    }
    return probabilities;
  }
}
