package org.unroll4j.data.events;

import java.util.ArrayList;
import java.util.List;
import org.unroll4j.data.table.TableHeader;

/** Turns the cells of a row into an {@link Event}; used for files and for lines of a stream. */
public final class EventParser {
  private final List<String> header;
  private final int session;
  private final int user;
  private final int time;
  private final int type;
  private final int label;
  private final int[] categorical;
  private final int[] numeric;
  private final TimeParser times;

  /**
   * A parser for rows under a header.
   *
   * @param source name of the file, for messages
   * @param header names of the columns in the file
   * @throws org.unroll4j.data.DataException if a column is missing
   */
  public EventParser(
      String source, List<String> header, EventColumns columns, ReadOptions options) {
    this.header = List.copyOf(header);
    this.times = new TimeParser(options.timeFormat());
    TableHeader places = new TableHeader(source, header);
    this.session = columns.session() == null ? -1 : places.find(columns.session());
    this.user = columns.user() == null ? -1 : places.find(columns.user());
    this.time = places.find(columns.time());
    this.type = places.find(columns.type());
    this.categorical = columns.categorical().stream().mapToInt(places::find).toArray();
    this.numeric = columns.numeric().stream().mapToInt(places::find).toArray();
    this.label = columns.sessionLabel() == null ? -1 : places.find(columns.sessionLabel());
  }

  /**
   * Reads one row.
   *
   * @param cells as many as the header has
   * @throws MalformedRowException if a cell that must be filled is not, or one cannot be read
   */
  public Event parse(List<String> cells) throws MalformedRowException {
    return parse(new EventCells.OfTexts(header, cells));
  }

  Event parse(EventCells row) throws MalformedRowException {
    row.requireWidth();
    String sessionId = session < 0 ? null : filled(row, session);
    String userId = user < 0 ? sessionId : filled(row, user);
    List<String> texts = new ArrayList<>(categorical.length);
    for (int column : categorical) {
      texts.add(row.text(column));
    }
    List<Double> numbers = new ArrayList<>(numeric.length);
    for (int column : numeric) {
      numbers.add(row.number(column));
    }
    requireFilled(row, time);
    return new Event(
        sessionId,
        userId,
        row.millis(time, times),
        filled(row, type),
        texts,
        numbers,
        label < 0 ? null : row.text(label));
  }

  private String filled(EventCells row, int column) throws MalformedRowException {
    requireFilled(row, column);
    return row.text(column);
  }

  private void requireFilled(EventCells row, int column) throws MalformedRowException {
    if (row.isEmpty(column)) {
      throw new MalformedRowException("column \"" + header.get(column) + "\" is empty");
    }
  }
}
