package org.unroll4j.studies.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How early purchases are flagged when a given share of the other sessions is flagged by mistake.
 *
 * <p>A session is flagged at its first moment whose probability exceeds the threshold. With N
 * sessions that do not lead to a purchase and a rate r, the threshold is the (⌊r·N⌋ + 1)-th largest
 * of their highest probabilities (0 if there are not as many): at most a share r of them is ever
 * flagged, and less only if probabilities are equal. A session that leads to a purchase counts as
 * flagged m minutes ahead if time of purchase − time of first flag ≥ m minutes; if it has no moment
 * that early it counts as not flagged. Only sessions with at least one moment count at all.
 *
 * @param rate r, the share of other sessions that may be flagged
 * @param threshold a session is flagged when its probability exceeds this
 * @param flaggedOthers share of the other sessions that is in fact flagged
 * @param purchases number of sessions that lead to a purchase
 * @param others number of the other sessions
 * @param share share of the purchases flagged at least {@link #MINUTES} ahead, one per entry
 * @param medianMinutes median minutes between first flag and purchase over the flagged purchases;
 *     empty if none is flagged
 */
public record Flagging(
    double rate,
    double threshold,
    double flaggedOthers,
    int purchases,
    int others,
    List<Double> share,
    OptionalDouble medianMinutes) {

  /** Minutes ahead that are looked at. */
  public static final List<Integer> MINUTES = List.of(0, 1, 2, 5, 10, 15, 20, 30);

  /** Rates that are looked at. */
  public static final List<Double> RATES = List.of(0.01, 0.05);

  /** Time of purchase of a session that does not lead to one. */
  public static final long NO_PURCHASE = Long.MIN_VALUE;

  private static final double MILLIS_PER_MINUTE = 60_000;

  /**
   * The figures for each of {@link #RATES}; none if there is no purchase or no other session.
   *
   * @param purchaseMillis per sequence index: time of the purchase the session leads to,
   *     milliseconds since 1970, or {@link #NO_PURCHASE}
   */
  public static List<Flagging> of(Predictions predictions, long[] purchaseMillis) {
    List<int[]> sessions = sessions(predictions.moments());
    int[] sequence = predictions.moments().sequence();
    List<int[]> buying = new ArrayList<>();
    List<int[]> other = new ArrayList<>();
    for (int[] session : sessions) {
      (purchaseMillis[sequence[session[0]]] == NO_PURCHASE ? other : buying).add(session);
    }
    if (buying.isEmpty() || other.isEmpty()) {
      return List.of();
    }
    double[] highest = other.stream().mapToDouble(s -> highest(predictions, s)).sorted().toArray();
    List<Flagging> figures = new ArrayList<>();
    for (double rate : RATES) {
      double threshold = threshold(highest, rate);
      double[] ahead =
          buying.stream()
              .mapToDouble(s -> minutesAhead(predictions, s, threshold, purchaseMillis))
              .toArray();
      long flagged = Arrays.stream(highest).filter(h -> h > threshold).count();
      figures.add(
          new Flagging(
              rate,
              threshold,
              (double) flagged / other.size(),
              buying.size(),
              other.size(),
              shares(ahead),
              median(ahead)));
    }
    return figures;
  }

  /** Per session the indices of its moments in the order of steps. */
  private static List<int[]> sessions(Moments moments) {
    int[] sequence = moments.sequence();
    int[] step = moments.step();
    int[] order =
        IntStream.range(0, moments.size())
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(i -> sequence[i]).thenComparingInt(i -> step[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<int[]> sessions = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= order.length; i++) {
      if (i == order.length || sequence[order[i]] != sequence[order[from]]) {
        sessions.add(Arrays.copyOfRange(order, from, i));
        from = i;
      }
    }
    return sessions;
  }

  private static double highest(Predictions predictions, int[] session) {
    return Arrays.stream(session).mapToDouble(i -> predictions.probability()[i]).max().orElse(0);
  }

  private static double threshold(double[] ascending, double rate) {
    int allowed = (int) Math.floor(rate * ascending.length + 1e-9);
    return allowed >= ascending.length ? 0 : ascending[ascending.length - 1 - allowed];
  }

  /** Minutes between first flag and purchase; minus infinity if there is no flag. */
  private static double minutesAhead(
      Predictions predictions, int[] session, double threshold, long[] purchaseMillis) {
    Moments moments = predictions.moments();
    for (int i : session) {
      if (predictions.probability()[i] > threshold) {
        long purchase = purchaseMillis[moments.sequence()[i]];
        return (purchase - moments.timeMillis()[i]) / MILLIS_PER_MINUTE;
      }
    }
    return Double.NEGATIVE_INFINITY;
  }

  private static List<Double> shares(double[] ahead) {
    return MINUTES.stream()
        .map(m -> Arrays.stream(ahead).filter(a -> a >= m).count() / (double) ahead.length)
        .toList();
  }

  private static OptionalDouble median(double[] ahead) {
    double[] flagged = Arrays.stream(ahead).filter(a -> a >= 0).sorted().toArray();
    int n = flagged.length;
    return n == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((flagged[(n - 1) / 2] + flagged[n / 2]) / 2);
  }
}
