package org.unroll4j.studies.session;

import java.util.List;
import org.unroll4j.data.events.EventColumns;
import org.unroll4j.data.events.TimeParser;
import org.unroll4j.studies.config.Between;
import org.unroll4j.studies.config.Default;

/**
 * The event file.
 *
 * @param path CSV file with a header line, plain or gzip
 * @param columns which column means what
 * @param timeFormat pattern of the time column, epochSeconds or epochMillis; auto recognises the
 *     common ones
 * @param idleGapMinutes a longer pause starts a new session, where no session column is named
 * @param maxMalformedRows reading stops at the first malformed row beyond this number
 * @param dropDuplicates whether a row that repeats the row before it is dropped
 */
public record DataConfig(
    String path,
    ColumnsConfig columns,
    @Default("auto") String timeFormat,
    @Default("30") @Between(min = 1, max = 100_000) int idleGapMinutes,
    @Default("100") @Between(min = 0) int maxMalformedRows,
    @Default("true") boolean dropDuplicates) {

  /** Refuses a time format that is none. */
  public DataConfig {
    if (!timeFormat.equals("auto")) {
      new TimeParser(timeFormat);
    }
  }

  /**
   * Which column means what.
   *
   * @param session session id; without it a user's events are split at pauses
   * @param user user id; without it every session is a user of its own
   * @param time time of the event
   * @param type event type
   * @param categorical further columns that become embeddings
   * @param numeric further columns that hold numbers
   */
  public record ColumnsConfig(
      @Default("null") String session,
      @Default("null") String user,
      String time,
      String type,
      @Default("[]") List<String> categorical,
      @Default("[]") List<String> numeric) {

    /** Refuses columns that contradict each other. */
    public ColumnsConfig {
      new EventColumns(session, user, time, type, categorical, numeric, null);
    }
  }
}
