package org.unroll4j.data.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Events in primitive columns. Rows are ordered by session, within a session by time, and events of
 * the same time as in the file; sessions are ordered by their first event.
 */
public final class EventTable {
  private final EventColumns columns;
  private final long[] times;
  private final CodedColumn users;
  private final CodedColumn types;
  private final List<CodedColumn> categorical;
  private final List<NumericColumn> numeric;
  private final CodedColumn sessionLabels;
  private final List<Session> sessions;
  private final int[] sessionOfRow;
  private final ReadReport report;

  EventTable(Columns data, List<Session> sessions, ReadReport report) {
    this.columns = data.columns();
    this.times = data.times();
    this.users = data.users();
    this.types = data.types();
    this.categorical = List.copyOf(data.categorical());
    this.numeric = List.copyOf(data.numeric());
    this.sessionLabels = data.sessionLabels();
    this.sessions = List.copyOf(sessions);
    this.report = report;
    this.sessionOfRow = new int[times.length];
    for (Session session : sessions) {
      Arrays.fill(sessionOfRow, session.from(), session.to(), session.index());
    }
  }

  /** The columns in the order of the table; {@code sessionLabels} may be null. */
  record Columns(
      EventColumns columns,
      long[] times,
      CodedColumn users,
      CodedColumn types,
      List<CodedColumn> categorical,
      List<NumericColumn> numeric,
      CodedColumn sessionLabels) {}

  public EventColumns columns() {
    return columns;
  }

  /** Number of events. */
  public int rows() {
    return times.length;
  }

  public List<Session> sessions() {
    return sessions;
  }

  public Session sessionOf(int row) {
    return sessions.get(sessionOfRow[row]);
  }

  /** Milliseconds since 1970-01-01T00:00Z. */
  public long timeMillis(int row) {
    return times[row];
  }

  public CodedColumn users() {
    return users;
  }

  public CodedColumn types() {
    return types;
  }

  /** The further categorical columns in the order of {@link EventColumns#categorical()}. */
  public List<CodedColumn> categorical() {
    return categorical;
  }

  /** The numeric columns in the order of {@link EventColumns#numeric()}. */
  public List<NumericColumn> numeric() {
    return numeric;
  }

  /** The label column, one value per row. */
  public Optional<CodedColumn> sessionLabels() {
    return Optional.ofNullable(sessionLabels);
  }

  public ReadReport report() {
    return report;
  }

  /** Time of the first event of the log. */
  public long firstMillis() {
    return Arrays.stream(times).min().orElseThrow();
  }

  /** Time of the last event of the log. */
  public long lastMillis() {
    return Arrays.stream(times).max().orElseThrow();
  }

  /** Number of distinct users. */
  public int userCount() {
    return users.values().size();
  }

  /** One row as a value. */
  public Event event(int row) {
    List<String> texts = new ArrayList<>(categorical.size());
    categorical.forEach(column -> texts.add(column.value(row)));
    List<Double> numbers = new ArrayList<>(numeric.size());
    numeric.forEach(column -> numbers.add(column.values()[row]));
    return new Event(
        columns.session() == null ? null : sessionOf(row).id(),
        users.value(row),
        times[row],
        types.value(row),
        texts,
        numbers,
        sessionLabels == null ? null : sessionLabels.value(row));
  }
}
