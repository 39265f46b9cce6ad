package org.unroll4j.studies.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.labels.LabelledSequence;

/**
 * The moments at which something is predicted, and what came true. All arrays have one entry per
 * moment; masked and censored steps are not among them.
 *
 * @param sequence index of the sequence (the session) in the part of the data that is looked at
 * @param step how many events of the sequence have been seen, from 1
 * @param user code of the user; users are the units of the bootstrap
 * @param timeMillis time of the last event seen, milliseconds since 1970
 * @param label 1 if it came true, else 0
 */
public record Moments(int[] sequence, int[] step, int[] user, long[] timeMillis, byte[] label) {

  /**
   * Checks lengths and values.
   *
   * @throws IllegalArgumentException if lengths differ, a label is neither 0 nor 1, or a step is
   *     below 1
   */
  public Moments {
    int n = sequence.length;
    requireLength("step", step.length, n);
    requireLength("user", user.length, n);
    requireLength("timeMillis", timeMillis.length, n);
    requireLength("label", label.length, n);
    for (int i = 0; i < n; i++) {
      if (label[i] != 0 && label[i] != 1) {
        throw new IllegalArgumentException(
            "Moments: label[%d] must be 0 or 1, but was %d; leave masked steps out."
                .formatted(i, label[i]));
      }
      if (step[i] < 1) {
        throw new IllegalArgumentException(
            "Moments: step[%d] must be at least 1, but was %d.".formatted(i, step[i]));
      }
    }
  }

  /** The events of some sequences that have a label; the sequences are counted from 0. */
  public static Moments labelled(EventTable table, List<LabelledSequence> sequences) {
    return collect(table, sequences, (s, i) -> s.labels()[i]);
  }

  /**
   * Every event of the sequences that have a label for the whole session, with that label: for
   * asking how early it can be known.
   *
   * @param sequences with at most one label each, on the last event
   */
  public static Moments everyEvent(EventTable table, List<LabelledSequence> sequences) {
    return collect(table, sequences, (s, i) -> s.labels()[s.length() - 1]);
  }

  private interface LabelAt {
    byte label(LabelledSequence sequence, int event);
  }

  private static Moments collect(
      EventTable table, List<LabelledSequence> sequences, LabelAt labels) {
    int most = sequences.stream().mapToInt(LabelledSequence::length).sum();
    int[] sequence = new int[most];
    int[] step = new int[most];
    int[] user = new int[most];
    long[] timeMillis = new long[most];
    byte[] label = new byte[most];
    int n = 0;
    for (int s = 0; s < sequences.size(); s++) {
      LabelledSequence events = sequences.get(s);
      for (int i = 0; i < events.length(); i++) {
        label[n] = labels.label(events, i);
        if (label[n] != LabelledSequence.MASKED) {
          sequence[n] = s;
          step[n] = i + 1;
          user[n] = table.users().codes()[events.from() + i];
          timeMillis[n++] = table.timeMillis(events.from() + i);
        }
      }
    }
    return new Moments(
        Arrays.copyOf(sequence, n),
        Arrays.copyOf(step, n),
        Arrays.copyOf(user, n),
        Arrays.copyOf(timeMillis, n),
        Arrays.copyOf(label, n));
  }

  /** Number of moments. */
  public int size() {
    return label.length;
  }

  /** Whether these are the same moments, entry by entry. */
  boolean matches(Moments other) {
    return Arrays.equals(sequence, other.sequence)
        && Arrays.equals(step, other.step)
        && Arrays.equals(user, other.user)
        && Arrays.equals(label, other.label);
  }

  /** Number of moments whose label is 1. */
  public int positives() {
    int positives = 0;
    for (byte l : label) {
      positives += l;
    }
    return positives;
  }

  /** Number of different sequences. */
  public int sequences() {
    return (int) Arrays.stream(sequence).distinct().count();
  }

  /** Number of different users. */
  public int users() {
    return (int) Arrays.stream(user).distinct().count();
  }

  /** The indices of the moments that satisfy a condition, in order. */
  public int[] indices(IntPredicate keep) {
    int[] kept = new int[size()];
    int n = 0;
    for (int i = 0; i < size(); i++) {
      if (keep.test(i)) {
        kept[n++] = i;
      }
    }
    return Arrays.copyOf(kept, n);
  }

  /** The moments at some indices. */
  public Moments select(int[] indices) {
    int n = indices.length;
    int[] newSequence = new int[n];
    int[] newStep = new int[n];
    int[] newUser = new int[n];
    long[] newTime = new long[n];
    byte[] newLabel = new byte[n];
    for (int i = 0; i < n; i++) {
      newSequence[i] = sequence[indices[i]];
      newStep[i] = step[indices[i]];
      newUser[i] = user[indices[i]];
      newTime[i] = timeMillis[indices[i]];
      newLabel[i] = label[indices[i]];
    }
    return new Moments(newSequence, newStep, newUser, newTime, newLabel);
  }

  private static void requireLength(String what, int length, int expected) {
    if (length != expected) {
      throw new IllegalArgumentException(
          "Moments: %s must have %d entries, as sequence has, but has %d."
              .formatted(what, expected, length));
    }
  }
}
