package org.unroll4j.data.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Collects events in any order and makes the table of them: sessions, order, duplicates. */
final class EventTableBuilder {
  private final EventColumns columns;
  private final ReadOptions options;
  private final CodedColumnBuilder keys = new CodedColumnBuilder();
  private final CodedColumnBuilder sessionIds = new CodedColumnBuilder();
  private final CodedColumnBuilder users = new CodedColumnBuilder();
  private final CodedColumnBuilder types = new CodedColumnBuilder();
  private final CodedColumnBuilder labels = new CodedColumnBuilder();
  private final List<CodedColumnBuilder> categorical = new ArrayList<>();
  private final double[][] numeric;
  private long[] times = new long[1024];
  private int size;

  EventTableBuilder(EventColumns columns, ReadOptions options) {
    this.columns = columns;
    this.options = options;
    columns.categorical().forEach(column -> categorical.add(new CodedColumnBuilder()));
    numeric = new double[columns.numeric().size()][1024];
  }

  int size() {
    return size;
  }

  void add(Event event) {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      for (int i = 0; i < numeric.length; i++) {
        numeric[i] = Arrays.copyOf(numeric[i], size * 2);
      }
    }
    times[size] = event.timeMillis();
    users.add(event.user());
    types.add(event.type());
    if (event.session() != null) {
      sessionIds.add(event.session());
      keys.add(event.session() + '\n' + event.user());
    } else {
      keys.add(event.user());
    }
    labels.add(event.sessionLabel() == null ? "" : event.sessionLabel());
    for (int i = 0; i < categorical.size(); i++) {
      categorical.get(i).add(event.categorical().get(i));
    }
    for (int i = 0; i < numeric.length; i++) {
      numeric[i][size] = event.numeric().get(i);
    }
    size++;
  }

  /** A session before its place in the table is known: rows of the file in the order of time. */
  private record Run(String id, int[] rows) {}

  EventTable build(ReadReport read) {
    int[] byKey = order();
    List<Run> runs = runs(byKey);
    runs.sort(
        Comparator.<Run>comparingLong(run -> times[run.rows[0]])
            .thenComparingInt(run -> run.rows[0]));
    List<Session> sessions = new ArrayList<>(runs.size());
    int[] order = new int[runs.stream().mapToInt(run -> run.rows.length).sum()];
    int next = 0;
    for (Run run : runs) {
      String user = users.value(users.code(run.rows[0]));
      sessions.add(new Session(sessions.size(), run.id, user, next, next + run.rows.length));
      System.arraycopy(run.rows, 0, order, next, run.rows.length);
      next += run.rows.length;
    }
    ReadReport report =
        new ReadReport(
            read.source(),
            read.sha256(),
            read.dataRows(),
            read.malformedRows(),
            read.malformedExamples(),
            size - order.length);
    return new EventTable(data(order), sessions, report);
  }

  private int[] order() {
    Integer[] rows = new Integer[size];
    Arrays.setAll(rows, row -> row);
    Arrays.sort(
        rows, Comparator.<Integer>comparingInt(keys::code).thenComparingLong(row -> times[row]));
    return Arrays.stream(rows).mapToInt(Integer::intValue).toArray();
  }

  private List<Run> runs(int[] byKey) {
    List<Run> runs = new ArrayList<>();
    long gap = columns.session() == null ? options.idleGap().toMillis() : Long.MAX_VALUE;
    int nth = 1;
    int from = 0;
    for (int i = 1; i <= size; i++) {
      boolean sameKey = i < size && keys.code(byKey[i]) == keys.code(byKey[i - 1]);
      if (sameKey && times[byKey[i]] - times[byKey[i - 1]] <= gap) {
        continue;
      }
      runs.add(new Run(id(byKey[from], nth), withoutDuplicates(byKey, from, i)));
      nth = sameKey ? nth + 1 : 1;
      from = i;
    }
    return runs;
  }

  private String id(int row, int nth) {
    return columns.session() == null
        ? users.value(users.code(row)) + "#" + nth
        : sessionIds.value(sessionIds.code(row));
  }

  private int[] withoutDuplicates(int[] byKey, int from, int to) {
    int[] rows = Arrays.copyOfRange(byKey, from, to);
    if (!options.dropDuplicates()) {
      return rows;
    }
    int kept = 1;
    for (int i = 1; i < rows.length; i++) {
      if (!same(rows[i], rows[kept - 1])) {
        rows[kept++] = rows[i];
      }
    }
    return Arrays.copyOf(rows, kept);
  }

  private boolean same(int a, int b) {
    if (times[a] != times[b] || types.code(a) != types.code(b)) {
      return false;
    }
    for (CodedColumnBuilder column : categorical) {
      if (column.code(a) != column.code(b)) {
        return false;
      }
    }
    for (double[] column : numeric) {
      if (Double.compare(column[a], column[b]) != 0) {
        return false;
      }
    }
    return true;
  }

  private EventTable.Columns data(int[] order) {
    List<CodedColumn> texts = new ArrayList<>();
    for (int i = 0; i < categorical.size(); i++) {
      texts.add(categorical.get(i).build(columns.categorical().get(i), order));
    }
    List<NumericColumn> numbers = new ArrayList<>();
    for (int i = 0; i < numeric.length; i++) {
      double[] values = numeric[i];
      numbers.add(
          new NumericColumn(
              columns.numeric().get(i),
              Arrays.stream(order).mapToDouble(row -> values[row]).toArray()));
    }
    return new EventTable.Columns(
        columns,
        Arrays.stream(order).mapToLong(row -> times[row]).toArray(),
        users.build(columns.user() == null ? columns.session() : columns.user(), order),
        types.build(columns.type(), order),
        texts,
        numbers,
        columns.sessionLabel() == null ? null : labels.build(columns.sessionLabel(), order));
  }
}
