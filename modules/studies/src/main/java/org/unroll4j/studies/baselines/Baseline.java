package org.unroll4j.studies.baselines;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.unroll4j.studies.evaluation.Moments;
import org.unroll4j.studies.evaluation.Predictions;

/** A trained baseline. It is a plain value that JSON can hold. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "baseline")
@JsonSubTypes({
  @JsonSubTypes.Type(value = BaseRate.class, name = "baseRate"),
  @JsonSubTypes.Type(value = LogisticCounts.class, name = "logisticCounts"),
  @JsonSubTypes.Type(value = Markov.class, name = "markov"),
  @JsonSubTypes.Type(value = BoostedTrees.class, name = "boostedTrees")
})
public sealed interface Baseline permits BaseRate, LogisticCounts, Markov, BoostedTrees {

  /** Its key in {@code result.json}. */
  String name();

  /** One sentence that says what it is. */
  String description();

  /**
   * Probability of label 1 at each moment.
   *
   * @param events the part of the data that the moments' sequences and steps refer to
   */
  double[] probabilities(SessionEvents events, Moments moments);

  /** The same as predictions. */
  default Predictions predict(SessionEvents events, Moments moments) {
    return new Predictions(moments, probabilities(events, moments));
  }
}
