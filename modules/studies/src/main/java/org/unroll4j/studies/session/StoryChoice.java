package org.unroll4j.studies.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.labels.LabelledSequence;
import org.unroll4j.studies.evaluation.Flagging;

/** Picks test sessions that show what the network does well and what it does not. */
final class StoryChoice {

  private static final int FEWEST_EVENTS = 4;
  private static final int MOST_EVENTS = 30;
  private static final double MILLIS_PER_MINUTE = 60_000;

  private final MeasuredPart part;
  private final long[] purchases;
  private final double threshold;
  private final boolean perEvent;
  private final List<Chosen> chosen = new ArrayList<>();

  /**
   * A session to draw.
   *
   * @param sequence its index in the part
   * @param why why it was chosen
   * @param outcome purchase, none or censored
   */
  record Chosen(int sequence, String why, String outcome) {}

  /**
   * A choice among the sessions of a part.
   *
   * @param purchases as in {@link Flagging#of}; empty with one label per session
   * @param threshold a session is flagged when its probability exceeds this
   */
  StoryChoice(SessionConfig config, MeasuredPart part, long[] purchases, double threshold) {
    this.part = part;
    this.purchases = purchases;
    this.threshold = threshold;
    this.perEvent = new DataSettings(config).perEvent();
  }

  List<Chosen> choose(int most) {
    pick(
        "A purchase that was flagged early.",
        s -> isPositive(s) && isFlagged(s),
        this::minutesAhead);
    pick(
        "A purchase that the network missed.",
        s -> isPositive(s) && !isFlagged(s),
        s -> -highest(s));
    pick(
        "A false alarm: it looked like a purchase.",
        s -> isNegative(s) && isFlagged(s),
        this::highest);
    pick(
        "Hesitation: something was put into the cart and taken out again.",
        s -> dropAtRemoval(s) > 0,
        this::dropAtRemoval);
    pick("A visit without a purchase, as most are.", s -> isNegative(s), s -> -median(s));
    pick(
        "A purchase whose probability rose steadily.",
        s -> isPositive(s) && rise(s) > 0,
        this::rise);
    return chosen.subList(0, Math.min(most, chosen.size()));
  }

  private void pick(String why, IntPredicate fits, ToDoubleFunction<Integer> score) {
    IntStream.range(0, part.sequences().size())
        .filter(this::isReadable)
        .filter(s -> chosen.stream().noneMatch(c -> c.sequence() == s))
        .filter(fits)
        .boxed()
        .max(Comparator.comparingDouble(score).thenComparing(Comparator.reverseOrder()))
        .ifPresent(s -> chosen.add(new Chosen(s, why, outcome(s))));
  }

  private boolean isReadable(int s) {
    int events = part.sequences().get(s).length();
    return events >= FEWEST_EVENTS && events <= MOST_EVENTS && part.sequences().get(s).hasLabel();
  }

  private String outcome(int s) {
    if (isPositive(s)) {
      return "purchase";
    }
    return isNegative(s) ? "none" : "censored";
  }

  /** Whether the session itself ends in a purchase, or has the positive label. */
  private boolean isPositive(int s) {
    LabelledSequence sequence = part.sequences().get(s);
    if (!perEvent) {
      return sequence.labels()[sequence.length() - 1] == 1;
    }
    return purchases[s] != Flagging.NO_PURCHASE
        && sequence.to() < sequence.session().to()
        && part.table().timeMillis(sequence.to()) == purchases[s];
  }

  private boolean isNegative(int s) {
    LabelledSequence sequence = part.sequences().get(s);
    if (!perEvent) {
      return sequence.labels()[sequence.length() - 1] == 0;
    }
    for (byte label : sequence.labels()) {
      if (label != 0) {
        return false;
      }
    }
    return purchases[s] == Flagging.NO_PURCHASE;
  }

  private boolean isFlagged(int s) {
    return highest(s) > threshold;
  }

  private double highest(int s) {
    double highest = 0;
    for (double p : part.probabilities()[s]) {
      highest = p > highest ? p : highest;
    }
    return highest;
  }

  private double median(int s) {
    double[] sorted = part.probabilities()[s].clone();
    java.util.Arrays.sort(sorted);
    return Math.abs(part.sequences().get(s).length() - 12) + sorted[sorted.length / 2];
  }

  private double minutesAhead(int s) {
    EventTable table = part.table();
    int from = part.sequences().get(s).from();
    long end = perEvent ? purchases[s] : table.timeMillis(part.sequences().get(s).to() - 1);
    double[] p = part.probabilities()[s];
    for (int t = 0; t < p.length; t++) {
      if (p[t] > threshold) {
        return (end - table.timeMillis(from + t)) / MILLIS_PER_MINUTE;
      }
    }
    return -1;
  }

  private double rise(int s) {
    double[] p = part.probabilities()[s];
    double rises = 0;
    for (int t = 1; t < p.length; t++) {
      rises += p[t] > p[t - 1] ? 1 : -1;
    }
    return rises;
  }

  /** The largest fall of the probability at an event whose type speaks of removing. */
  private double dropAtRemoval(int s) {
    int from = part.sequences().get(s).from();
    double[] p = part.probabilities()[s];
    double largest = 0;
    for (int t = 1; t < p.length; t++) {
      if (part.table().types().value(from + t).contains("remove")) {
        largest = Math.max(largest, p[t - 1] - p[t]);
      }
    }
    return largest;
  }
}
