package org.unroll4j.studies.evaluation;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.labels.LabelledSequence;

/** When the purchases happened that sessions lead to. */
public final class PurchaseTimes {

  private PurchaseTimes() {}

  /**
   * Per sequence the time of the first purchase by the same user at or after its first event, if
   * that purchase belongs to the same session or happens no later than the horizon after the
   * sequence's last event; else {@link Flagging#NO_PURCHASE}. A purchase after the end of the log
   * is not known: such a session counts as one without.
   *
   * @return milliseconds since 1970, one entry per sequence
   */
  public static long[] of(
      EventTable table, List<LabelledSequence> sequences, String purchaseType, Duration horizon) {
    int purchase = table.types().values().indexOf(purchaseType);
    long[][] byUser = byUser(table, purchase);
    long[] times = new long[sequences.size()];
    for (int s = 0; s < times.length; s++) {
      LabelledSequence sequence = sequences.get(s);
      int user = table.users().codes()[sequence.from()];
      long first = table.timeMillis(sequence.from());
      long limit = table.timeMillis(sequence.to() - 1) + horizon.toMillis();
      for (int row = sequence.to(); row < sequence.session().to(); row++) {
        if (table.types().codes()[row] == purchase) {
          limit = Math.max(limit, table.timeMillis(row));
          break;
        }
      }
      int next = Arrays.binarySearch(byUser[user], first);
      int index = next >= 0 ? next : -next - 1;
      boolean known = index < byUser[user].length && byUser[user][index] <= limit;
      times[s] = known ? byUser[user][index] : Flagging.NO_PURCHASE;
    }
    return times;
  }

  /** Times of the purchases of every user, ascending. */
  private static long[][] byUser(EventTable table, int purchase) {
    int[] type = table.types().codes();
    int[] user = table.users().codes();
    int[] counts = new int[table.users().values().size()];
    for (int row = 0; row < table.rows(); row++) {
      counts[user[row]] += type[row] == purchase ? 1 : 0;
    }
    long[][] times = new long[counts.length][];
    for (int u = 0; u < counts.length; u++) {
      times[u] = new long[counts[u]];
    }
    for (int row = 0; row < table.rows(); row++) {
      if (type[row] == purchase) {
        times[user[row]][--counts[user[row]]] = table.timeMillis(row);
      }
    }
    for (long[] purchases : times) {
      Arrays.sort(purchases);
    }
    return times;
  }
}
