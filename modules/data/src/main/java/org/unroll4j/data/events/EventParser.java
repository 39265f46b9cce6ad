package org.unroll4j.data.events;

import java.util.ArrayList;
import java.util.List;
import org.unroll4j.data.DataException;

/** Turns the cells of a row into an {@link Event}; used for files and for lines of a stream. */
public final class EventParser {
  private final int width;
  private final int session;
  private final int user;
  private final int time;
  private final int type;
  private final int label;
  private final int[] categorical;
  private final int[] numeric;
  private final EventColumns columns;
  private final TimeParser times;

  /**
   * A parser for rows under a header.
   *
   * @param source name of the file, for messages
   * @param header names of the columns in the file
   * @throws DataException if a column is missing
   */
  public EventParser(
      String source, List<String> header, EventColumns columns, ReadOptions options) {
    this.columns = columns;
    this.times = new TimeParser(options.timeFormat());
    this.width = header.size();
    this.session = columns.session() == null ? -1 : find(source, header, columns.session());
    this.user = columns.user() == null ? -1 : find(source, header, columns.user());
    this.time = find(source, header, columns.time());
    this.type = find(source, header, columns.type());
    this.categorical =
        columns.categorical().stream().mapToInt(c -> find(source, header, c)).toArray();
    this.numeric = columns.numeric().stream().mapToInt(c -> find(source, header, c)).toArray();
    this.label = columns.sessionLabel() == null ? -1 : find(source, header, columns.sessionLabel());
  }

  private static int find(String source, List<String> header, String column) {
    int index = header.indexOf(column);
    if (index < 0) {
      throw new DataException(
          "%s: column \"%s\" is missing; the file has %s; %s"
              .formatted(source, column, String.join(", ", header), advice(header)));
    }
    if (header.lastIndexOf(column) != index) {
      throw new DataException(
          "%s: column \"%s\" stands twice in the header (%s); rename one of them."
              .formatted(source, column, String.join(", ", header)));
    }
    return index;
  }

  private static String advice(List<String> header) {
    boolean otherSeparator = header.size() == 1 && header.get(0).matches(".*[;\t|].*");
    return otherSeparator
        ? "separate the cells by commas."
        : "correct the name in the configuration.";
  }

  /**
   * Refuses a header in which a named column is missing.
   *
   * @throws DataException naming the column
   */
  static void requireColumns(String source, List<String> header, EventColumns columns) {
    for (String column : columns.all()) {
      find(source, header, column);
    }
  }

  /**
   * Reads one row.
   *
   * @param cells as many as the header has
   * @throws MalformedRowException if a cell that must be filled is not, or one cannot be read
   */
  public Event parse(List<String> cells) throws MalformedRowException {
    if (cells.size() != width) {
      throw new MalformedRowException("%d cells, expected %d".formatted(cells.size(), width));
    }
    String sessionId = session < 0 ? null : filled(cells.get(session), columns.session());
    String userId = user < 0 ? sessionId : filled(cells.get(user), columns.user());
    List<String> texts = new ArrayList<>(categorical.length);
    for (int column : categorical) {
      texts.add(cells.get(column));
    }
    List<Double> numbers = new ArrayList<>(numeric.length);
    for (int i = 0; i < numeric.length; i++) {
      numbers.add(number(cells.get(numeric[i]), columns.numeric().get(i)));
    }
    return new Event(
        sessionId,
        userId,
        times.millis(filled(cells.get(time), columns.time())),
        filled(cells.get(type), columns.type()),
        texts,
        numbers,
        label < 0 ? null : cells.get(label));
  }

  private static String filled(String cell, String column) throws MalformedRowException {
    if (cell.isEmpty()) {
      throw new MalformedRowException("column \"" + column + "\" is empty");
    }
    return cell;
  }

  private static double number(String cell, String column) throws MalformedRowException {
    if (cell.isEmpty()) {
      return Double.NaN;
    }
    double value;
    try {
      value = Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw new MalformedRowException(
          "\"" + cell + "\" in column \"" + column + "\" is not a number");
    }
    if (Double.isInfinite(value)) {
      throw new MalformedRowException(
          "\"" + cell + "\" in column \"" + column + "\" is not finite");
    }
    return value;
  }
}
