package org.unroll4j.studies.evaluation;

/**
 * A probability for each of some moments.
 *
 * @param moments the moments, with what came true
 * @param probability predicted probability of label 1, one per moment
 */
public record Predictions(Moments moments, double[] probability) {

  /**
   * Checks length and values.
   *
   * @throws IllegalArgumentException if the lengths differ or a value is not in 0..1
   */
  public Predictions {
    if (probability.length != moments.size()) {
      throw new IllegalArgumentException(
          "Predictions: probability must have %d entries, one per moment, but has %d."
              .formatted(moments.size(), probability.length));
    }
    for (int i = 0; i < probability.length; i++) {
      if (!(probability[i] >= 0 && probability[i] <= 1)) {
        throw new IllegalArgumentException(
            "Predictions: probability[%d] (sequence %d, step %d) must lie in 0..1, but was %s."
                .formatted(i, moments.sequence()[i], moments.step()[i], probability[i]));
      }
    }
  }

  /**
   * Takes the probabilities of the moments out of whole sequences.
   *
   * @param perSequence probability after each event, {@code [sequence][step − 1]}
   */
  public static Predictions pick(Moments moments, double[][] perSequence) {
    double[] probability = new double[moments.size()];
    for (int i = 0; i < probability.length; i++) {
      probability[i] = perSequence[moments.sequence()[i]][moments.step()[i] - 1];
    }
    return new Predictions(moments, probability);
  }

  /** Number of predictions. */
  public int size() {
    return probability.length;
  }

  /** The predictions at some indices. */
  public Predictions select(int[] indices) {
    double[] selected = new double[indices.length];
    for (int i = 0; i < indices.length; i++) {
      selected[i] = probability[indices[i]];
    }
    return new Predictions(moments.select(indices), selected);
  }
}
