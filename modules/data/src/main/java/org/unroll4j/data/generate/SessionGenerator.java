package org.unroll4j.data.generate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.unroll4j.data.DataException;
import org.unroll4j.data.events.EventColumns;

/**
 * Makes the sessions of a shop whose exact purchase probabilities are known to {@link
 * SessionOracle}. The log spans four weeks and is cut at its end: sessions that run over the end
 * are incomplete, as in a real log. Times are rounded to milliseconds, no two of a session the
 * same.
 */
public final class SessionGenerator {
  /** A user comes back no sooner than this after a leave or a purchase. */
  public static final Duration SHORTEST_ABSENCE = Duration.ofHours(3);

  static final String PRICE = "price";
  static final String CONVERTED = "yes";

  private static final long START = Instant.parse("2025-03-03T00:00:00Z").toEpochMilli();
  private static final long END = START + Duration.ofDays(28).toMillis();
  private static final double MEAN_HOURS_TO_RETURN = 96;
  private static final double MILLIS_PER_MINUTE = 60_000;

  private final ProcessSimulator simulator;
  private final VisitCalendar calendar;
  private final List<Row> rows = new ArrayList<>();
  private int users;

  private SessionGenerator(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    this.simulator = new ProcessSimulator(ShopProcess.create(), random.split());
    this.calendar = new VisitCalendar(random.split());
  }

  /** One line of the file; the session is numbered in the order of its making. */
  record Row(int session, int user, long timeMillis, String type, double price, String converted) {}

  /** What was asked for. */
  record Request(int sessions, long seed) {}

  /** How the columns of a generated file are to be read. */
  public static EventColumns columns() {
    return new EventColumns(
        "session_id",
        "user_id",
        "event_time",
        "event_type",
        List.of(),
        List.of(PRICE),
        "converted");
  }

  /**
   * Writes a data set as {@code <name>.csv.gz} (or {@code .csv}) and its card {@code
   * <name>.card.md} beside it. The data set appears whole or not at all.
   *
   * @param csv the file to write
   * @param sessions number of sessions, 1 or more
   * @param seed same seed and number of sessions, same contents
   * @throws DataException if the files cannot be written
   */
  public static void write(Path csv, int sessions, long seed) {
    if (sessions < 1) {
      throw new DataException(
          "SessionGenerator: sessions must be 1 or more, but was %d.".formatted(sessions));
    }
    try {
      GeneratedFiles.write(csv, rows(sessions, seed), new Request(sessions, seed));
    } catch (IOException e) {
      throw new DataException("%s: cannot be written (%s).".formatted(csv, e.getMessage()), e);
    }
  }

  /** The rows in the order of time. */
  static List<Row> rows(int sessions, long seed) {
    SessionGenerator generator = new SessionGenerator(seed);
    int made = 0;
    while (made < sessions) {
      made = generator.visitsOfNextUser(made, sessions);
    }
    generator.rows.sort(Comparator.comparingLong(Row::timeMillis));
    return generator.rows;
  }

  private int visitsOfNextUser(int made, int sessions) {
    int session = made;
    long start = calendar.within(START, END);
    while (start < END && session < sessions) {
      long end = addSession(session, start);
      session++;
      start = calendar.after(end + SHORTEST_ABSENCE.toMillis(), MEAN_HOURS_TO_RETURN);
    }
    users++;
    return session;
  }

  private long addSession(int session, long start) {
    List<ProcessSimulator.Mark> marks = simulator.session();
    ProcessSimulator.Mark last = marks.get(marks.size() - 1);
    long end = start + Math.round(last.minutes() * MILLIS_PER_MINUTE);
    String converted = last.type().equals(MarkedProcess.PURCHASE) ? CONVERTED : "no";
    long previous = Long.MIN_VALUE;
    for (ProcessSimulator.Mark mark : marks) {
      long time = Math.max(previous + 1, start + Math.round(mark.minutes() * MILLIS_PER_MINUTE));
      if (time < END) {
        rows.add(
            new Row(session, users, time, mark.type(), mark.price(), end < END ? converted : ""));
      }
      previous = time;
    }
    return end;
  }
}
