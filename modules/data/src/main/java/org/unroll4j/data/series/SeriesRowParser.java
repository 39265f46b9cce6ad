package org.unroll4j.data.series;

import java.util.ArrayList;
import java.util.List;
import org.unroll4j.data.table.Kind;
import org.unroll4j.data.table.MalformedCellException;
import org.unroll4j.data.table.TableRows;

/** Turns the cells of a row into what they mean. */
final class SeriesRowParser {
  private final String file;
  private final TableRows rows;
  private final SeriesColumns columns;
  private final WallTimeParser times;
  private final int[] keys;
  private final int[] statics;
  private final int[] known;
  private final int[] past;
  private final int time;
  private final int hour;
  private final int value;
  private final int stockout;
  private List<String> lastKey = List.of();
  private List<String> lastStatics = List.of();

  /**
   * A parser of the rows of one file.
   *
   * @param file its name, for messages; empty if there are no others
   */
  SeriesRowParser(String file, TableRows rows, SeriesColumns columns, SeriesOptions options) {
    this.file = file;
    this.rows = rows;
    this.columns = columns;
    this.times = new WallTimeParser(options.timeFormat());
    this.keys = find(columns.keys());
    this.statics = find(columns.statics());
    this.known = find(columns.known());
    this.past = find(columns.past());
    this.time = rows.columns().indexOf(columns.time());
    this.hour = columns.hour() == null ? -1 : rows.columns().indexOf(columns.hour());
    this.value = rows.columns().indexOf(columns.value());
    this.stockout = columns.stockout() == null ? -1 : rows.columns().indexOf(columns.stockout());
  }

  private int[] find(List<String> names) {
    return names.stream().mapToInt(rows.columns()::indexOf).toArray();
  }

  ParsedRow parse() throws MalformedCellException {
    if (rows.cells() != rows.width()) {
      throw new MalformedCellException(
          "%d cells, expected %d".formatted(rows.cells(), rows.width()));
    }
    for (int k = 0; k < keys.length; k++) {
      requireFilled(keys[k], columns.keys().get(k));
    }
    lastKey = texts(keys, lastKey);
    lastStatics = texts(statics, lastStatics);
    boolean soldOut = stockout >= 0 && rows.number(stockout) > 0;
    SeriesRow row = new SeriesRow(number(value), soldOut, numbers(known), numbers(past));
    return new ParsedRow(place(), lastKey, lastStatics, time(), row);
  }

  ParsedRow.Place place() {
    return new ParsedRow.Place(file, rows.row());
  }

  /** The texts of some columns, as the same list as that of the row before if they are equal. */
  private List<String> texts(int[] indices, List<String> before) {
    boolean same = before.size() == indices.length;
    for (int i = 0; same && i < indices.length; i++) {
      same = rows.text(indices[i]).equals(before.get(i));
    }
    if (same) {
      return before;
    }
    List<String> texts = new ArrayList<>(indices.length);
    for (int index : indices) {
      texts.add(rows.text(index));
    }
    return List.copyOf(texts);
  }

  private WallTime time() throws MalformedCellException {
    requireFilled(time, columns.time());
    boolean typed = rows.kind(time).isTime();
    WallTime start =
        typed
            ? new WallTime(
                Math.floorDiv(rows.millis(time), 1000), rows.kind(time) == Kind.LOCAL_TIME)
            : times.parse(rows.text(time));
    if (hour < 0) {
      return start;
    }
    requireFilled(hour, columns.hour());
    double hours = rows.number(hour);
    if (hours != Math.rint(hours) || Math.abs(hours) > 48) {
      throw new MalformedCellException(
          "\"%s\" in column \"%s\" is not a whole number of hours of a day"
              .formatted(rows.text(hour), columns.hour()));
    }
    return start.plusHours((long) hours);
  }

  private float number(int column) throws MalformedCellException {
    float number = (float) rows.number(column);
    if (Float.isInfinite(number)) {
      throw new MalformedCellException("\"" + rows.text(column) + "\" is too large");
    }
    return number;
  }

  private float[] numbers(int[] indices) throws MalformedCellException {
    float[] numbers = new float[indices.length];
    for (int i = 0; i < indices.length; i++) {
      numbers[i] = number(indices[i]);
    }
    return numbers;
  }

  private void requireFilled(int column, String name) throws MalformedCellException {
    if (rows.isEmpty(column)) {
      throw new MalformedCellException("column \"" + name + "\" is empty");
    }
  }
}
