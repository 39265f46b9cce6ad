package org.unroll4j.data.labels;

import java.util.List;
import org.unroll4j.data.DataException;

/**
 * How many labels there are.
 *
 * @param sequences number of sequences
 * @param events number of events in them
 * @param positives events with label 1
 * @param negatives events with label 0
 * @param masked events without a label
 */
public record LabelCounts(int sequences, int events, int positives, int negatives, int masked) {

  public static LabelCounts of(List<LabelledSequence> sequences) {
    int events = 0;
    int positives = 0;
    int masked = 0;
    for (LabelledSequence sequence : sequences) {
      events += sequence.length();
      for (byte label : sequence.labels()) {
        positives += label == 1 ? 1 : 0;
        masked += label == LabelledSequence.MASKED ? 1 : 0;
      }
    }
    return new LabelCounts(
        sequences.size(), events, positives, events - positives - masked, masked);
  }

  /**
   * Refuses labels of one class only: nothing can be learnt from them and no AUC exists.
   *
   * @param part which part of the data, for the message
   */
  public void requireBothClasses(String part) {
    if (positives == 0 || negatives == 0) {
      throw new DataException(
          ("The %s part holds one class only (%d positive, %d negative, %d censored labels in %d"
                  + " sequences); check the label, the horizon and the shares of the split.")
              .formatted(part, positives, negatives, masked, sequences));
    }
  }
}
