package org.unroll4j.data.events;

import java.util.List;
import org.datavec.api.transform.TransformProcess;
import org.datavec.api.writable.Writable;

/** Turns a record of DataVec into an {@link Event}. */
final class WritableParser {
  private final int width;
  private final EventColumns columns;
  private final TransformProcess process;
  private final List<String> names;

  /**
   * A parser for records of one file.
   *
   * @param width number of cells that a row must have
   * @param process gives the columns {@link EventColumns#all()} in their order
   */
  WritableParser(int width, EventColumns columns, TransformProcess process) {
    this.width = width;
    this.columns = columns;
    this.process = process;
    this.names = columns.all();
  }

  Event parse(List<Writable> cells) throws MalformedRowException {
    if (cells.size() != width) {
      throw new MalformedRowException("%d cells, expected %d".formatted(cells.size(), width));
    }
    try {
      return event(process.execute(cells));
    } catch (IllegalArgumentException e) {
      throw new MalformedRowException(e.getMessage());
    }
  }

  private Event event(List<Writable> row) throws MalformedRowException {
    String session = columns.session() == null ? null : filled(row, columns.session());
    return new Event(
        session,
        columns.user() == null ? session : filled(row, columns.user()),
        cell(row, columns.time()).toLong(),
        filled(row, columns.type()),
        columns.categorical().stream().map(column -> cell(row, column).toString()).toList(),
        columns.numeric().stream().map(column -> finite(row, column)).toList(),
        columns.sessionLabel() == null ? null : cell(row, columns.sessionLabel()).toString());
  }

  private Writable cell(List<Writable> row, String column) {
    return row.get(names.indexOf(column));
  }

  private String filled(List<Writable> row, String column) throws MalformedRowException {
    String text = cell(row, column).toString();
    if (text.isEmpty()) {
      throw new MalformedRowException("column \"" + column + "\" is empty");
    }
    return text;
  }

  private double finite(List<Writable> row, String column) {
    double value = cell(row, column).toDouble();
    if (Double.isInfinite(value)) {
      throw new IllegalArgumentException("column \"" + column + "\" is not finite");
    }
    return value;
  }
}
