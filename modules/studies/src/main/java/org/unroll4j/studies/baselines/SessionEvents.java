package org.unroll4j.studies.baselines;

import java.util.List;
import org.unroll4j.data.events.CodedColumn;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.events.NumericColumn;
import org.unroll4j.data.labels.LabelledSequence;

/**
 * What baselines see of a part of the data: columns over all rows of a table, and where each
 * sequence begins. Event {@code k} (from 1) of sequence {@code s} is row {@code from[s] + k − 1}.
 *
 * @param types event type of each row
 * @param timeMillis time of each row, milliseconds since 1970
 * @param categorical further categorical columns
 * @param numeric numeric columns
 * @param from first row of each sequence
 */
public record SessionEvents(
    CodedColumn types,
    long[] timeMillis,
    List<CodedColumn> categorical,
    List<NumericColumn> numeric,
    int[] from) {

  /**
   * The events of some sequences.
   *
   * @param categorical names of the categorical columns to use, beside the event type
   * @param numeric names of the numeric columns to use
   * @throws IllegalArgumentException if the table has no such column
   */
  public static SessionEvents of(
      EventTable table,
      List<LabelledSequence> sequences,
      List<String> categorical,
      List<String> numeric) {
    long[] times = new long[table.rows()];
    for (int row = 0; row < times.length; row++) {
      times[row] = table.timeMillis(row);
    }
    return new SessionEvents(
        table.types(),
        times,
        categorical.stream().map(name -> coded(table.categorical(), name)).toList(),
        numeric.stream().map(name -> numbers(table.numeric(), name)).toList(),
        sequences.stream().mapToInt(LabelledSequence::from).toArray());
  }

  /** Row of an event. */
  int row(int sequence, int step) {
    return from[sequence] + step - 1;
  }

  static CodedColumn coded(List<CodedColumn> columns, String name) {
    return columns.stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(() -> missing(name, columns.stream().map(CodedColumn::name).toList()));
  }

  static NumericColumn numbers(List<NumericColumn> columns, String name) {
    return columns.stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(() -> missing(name, columns.stream().map(NumericColumn::name).toList()));
  }

  private static IllegalArgumentException missing(String name, List<String> known) {
    return new IllegalArgumentException(
        "SessionEvents: expected a column '%s', received %s; name one of these or read the column."
            .formatted(name, known));
  }
}
