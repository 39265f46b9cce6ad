package org.unroll4j.studies.baselines;

import java.util.List;
import org.unroll4j.data.events.NumericColumn;
import org.unroll4j.studies.evaluation.Moments;

/**
 * The columns that the trees look at.
 *
 * @param types known event types
 * @param categorical known values of the further categorical columns
 * @param numeric names of the numeric columns
 */
public record TreeColumns(KnownValues types, List<KnownValues> categorical, List<String> numeric) {

  private static final int MOST_VALUES = 200;

  static TreeColumns fit(KnownValues types, SessionEvents events, Moments train) {
    return new TreeColumns(
        types,
        events.categorical().stream()
            .map(column -> KnownValues.fit(column, events, train, MOST_VALUES))
            .toList(),
        events.numeric().stream().map(NumericColumn::name).toList());
  }
}
