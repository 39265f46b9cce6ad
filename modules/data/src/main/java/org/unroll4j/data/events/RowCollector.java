package org.unroll4j.data.events;

import java.util.ArrayList;
import java.util.List;
import org.unroll4j.data.DataException;

/** Takes rows as they come, counts those that cannot be read, and stops when there are too many. */
final class RowCollector {
  private final String source;
  private final String word;
  private final ReadOptions options;
  private final EventTableBuilder table;
  private final List<MalformedRow> examples = new ArrayList<>();
  private int rows;
  private int malformed;

  /**
   * Begins a table.
   *
   * @param word what the numbers of the rows count: "line" or "row"
   */
  RowCollector(String source, String word, EventColumns columns, ReadOptions options) {
    this.source = source;
    this.word = word;
    this.options = options;
    this.table = new EventTableBuilder(columns, options);
  }

  /** A row that can be tried to be read. */
  interface Row {
    Event read() throws MalformedRowException;
  }

  void add(long line, Row row) {
    rows++;
    try {
      table.add(row.read());
    } catch (MalformedRowException e) {
      reject(line, e.getMessage());
    }
  }

  private void reject(long line, String reason) {
    malformed++;
    if (examples.size() < ReadReport.EXAMPLES) {
      examples.add(new MalformedRow(line, reason));
    }
    if (malformed > options.maxMalformedRows()) {
      throw new DataException(
          "%s: more than %d malformed rows; the first is %s %d (%s), the last %s %d (%s); %s"
              .formatted(
                  source,
                  options.maxMalformedRows(),
                  word,
                  examples.get(0).line(),
                  examples.get(0).reason(),
                  word,
                  line,
                  reason,
                  "correct the file or raise the limit maxMalformedRows."));
    }
  }

  EventTable finish(String sha256) {
    if (table.size() == 0) {
      throw new DataException(
          "%s: the file holds no event that can be read (%d rows, %d malformed); check the file."
              .formatted(source, rows, malformed));
    }
    return table.build(new ReadReport(source, sha256, rows, malformed, examples, 0));
  }
}
