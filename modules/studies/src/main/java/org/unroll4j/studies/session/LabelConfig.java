package org.unroll4j.studies.session;

import java.util.List;
import org.unroll4j.studies.config.Between;
import org.unroll4j.studies.config.Default;
import org.unroll4j.studies.config.Word;

/**
 * What is predicted.
 *
 * @param kind one label per event or one per session
 * @param purchaseType event type that counts as a purchase ({@code purchaseWithin})
 * @param horizonMinutes how far ahead a purchase counts ({@code purchaseWithin})
 * @param column column that holds the label of a session ({@code sessionLabel})
 * @param positive value of that column that counts as positive ({@code sessionLabel})
 * @param cutBefore event types that would give the answer away: a session is cut before the first
 *     event of such a type ({@code sessionLabel})
 */
public record LabelConfig(
    Kind kind,
    @Default("purchase") String purchaseType,
    @Default("10") @Between(min = 1, max = 100_000) int horizonMinutes,
    @Default("null") String column,
    @Default("null") String positive,
    @Default("[]") List<String> cutBefore) {

  /** The kinds of label. */
  public enum Kind implements Word {
    /** After each event: does the same user purchase within the horizon? */
    PURCHASE_WITHIN,
    /** After the last event of a session: its label, taken from a column. */
    SESSION_LABEL
  }

  public LabelConfig {
    if (kind == Kind.SESSION_LABEL && (column == null || positive == null)) {
      throw new IllegalArgumentException(
          "labels.kind sessionLabel needs labels.column (the column that holds the label) and"
              + " labels.positive (its positive value).");
    }
  }
}
