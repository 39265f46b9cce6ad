package org.unroll4j.data.labels;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.unroll4j.data.DataException;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.events.Session;

/**
 * After each event: does the same user purchase within the horizon, in this session or another? A
 * session is cut before its first purchase. An event whose horizon runs past the end of the log is
 * censored: it stays an input, and its label is masked.
 *
 * @param horizon how far the label looks ahead, its end included
 * @param purchaseType event type of a purchase
 */
public record PurchaseWithin(Duration horizon, String purchaseType) implements Labelling {

  public PurchaseWithin {
    if (horizon == null || horizon.isNegative() || horizon.isZero()) {
      throw new DataException(
          "PurchaseWithin: the horizon must be longer than zero, but was %s.".formatted(horizon));
    }
  }

  @Override
  public List<LabelledSequence> label(EventTable table) {
    int purchase = table.types().values().indexOf(purchaseType);
    if (purchase < 0) {
      throw new DataException(
          "%s: no event has type \"%s\"; the file has %s; correct the purchase type."
              .formatted(
                  table.report().source(),
                  purchaseType,
                  String.join(", ", table.types().values())));
    }
    long[] next = nextPurchase(table, purchase);
    long end = table.lastMillis();
    List<LabelledSequence> sequences = new ArrayList<>();
    for (Session session : table.sessions()) {
      int to = session.from();
      while (to < session.to() && table.types().codes()[to] != purchase) {
        to++;
      }
      if (to > session.from()) {
        sequences.add(labelled(table, session, to, next, end));
      }
    }
    return sequences;
  }

  private LabelledSequence labelled(
      EventTable table, Session session, int to, long[] next, long end) {
    byte[] labels = new byte[to - session.from()];
    for (int i = 0; i < labels.length; i++) {
      long time = table.timeMillis(session.from() + i);
      long ahead = horizon.toMillis();
      if (time > end - ahead) {
        labels[i] = LabelledSequence.MASKED;
      } else if (next[session.from() + i] <= time + ahead) {
        labels[i] = 1;
      }
    }
    return new LabelledSequence(session, session.from(), to, labels);
  }

  /** Time of the next purchase of the same user after each row; the largest time if none is. */
  private static long[] nextPurchase(EventTable table, int purchase) {
    int[] user = table.users().codes();
    Integer[] rows = IntStream.range(0, table.rows()).boxed().toArray(Integer[]::new);
    Arrays.sort(
        rows,
        Comparator.<Integer>comparingInt(row -> user[row]).thenComparingLong(table::timeMillis));
    long[] next = new long[rows.length];
    long upcoming = Long.MAX_VALUE;
    for (int i = rows.length - 1; i >= 0; i--) {
      int row = rows[i];
      if (i == rows.length - 1 || user[rows[i + 1]] != user[row]) {
        upcoming = Long.MAX_VALUE;
      }
      next[row] = upcoming;
      if (table.types().codes()[row] == purchase) {
        upcoming = table.timeMillis(row);
      }
    }
    return next;
  }

  @Override
  public LabelledSequence before(long borderMillis, LabelledSequence sequence, EventTable table) {
    int kept = 0;
    while (kept < sequence.length() && table.timeMillis(sequence.from() + kept) < borderMillis) {
      kept++;
    }
    if (kept == 0) {
      return null;
    }
    LabelledSequence cut = sequence.first(kept);
    for (int i = 0; i < kept; i++) {
      if (table.timeMillis(sequence.from() + i) + horizon.toMillis() >= borderMillis) {
        cut.labels()[i] = LabelledSequence.MASKED;
      }
    }
    return cut;
  }
}
