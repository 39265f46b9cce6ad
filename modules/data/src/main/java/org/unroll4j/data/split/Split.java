package org.unroll4j.data.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.labels.LabelledSequence;
import org.unroll4j.data.labels.Labelling;

/** Divides sequences into training, validation and test, by time or by user. */
public final class Split {
  private Split() {}

  /**
   * The earliest sessions train, the latest test. A session belongs to the part in which it begins;
   * what it does at or after the end of its part is cut off, and labels that look over that end are
   * masked, so nothing of a later part is known in an earlier one. A user may be in several parts.
   */
  public static Parts byTime(
      EventTable table, List<LabelledSequence> sequences, Labelling labelling, Shares shares) {
    List<LabelledSequence> sorted = new ArrayList<>(sequences);
    sorted.sort(Comparator.comparingLong(s -> table.timeMillis(s.from())));
    long validationFrom = startAt(table, sorted, shares.train());
    long testFrom = startAt(table, sorted, shares.train() + shares.validation());
    List<LabelledSequence> train = new ArrayList<>();
    List<LabelledSequence> validation = new ArrayList<>();
    List<LabelledSequence> test = new ArrayList<>();
    for (LabelledSequence sequence : sorted) {
      long start = table.timeMillis(sequence.from());
      if (start >= testFrom) {
        test.add(sequence);
      } else {
        boolean first = start < validationFrom;
        long border = first ? validationFrom : testFrom;
        LabelledSequence kept = labelling.before(border, sequence, table);
        if (kept != null) {
          (first ? train : validation).add(kept);
        }
      }
    }
    return new Parts(train, validation, test);
  }

  private static long startAt(EventTable table, List<LabelledSequence> sorted, double share) {
    int index = (int) Math.round(share * sorted.size());
    return index < sorted.size() ? table.timeMillis(sorted.get(index).from()) : Long.MAX_VALUE;
  }

  /** Each user, with all sessions, is in one part; which one is a function of the seed. */
  public static Parts byUser(List<LabelledSequence> sequences, Shares shares, long seed) {
    TreeSet<String> names = new TreeSet<>();
    sequences.forEach(sequence -> names.add(sequence.session().user()));
    List<String> users = shuffled(new ArrayList<>(names), seed);
    long validationFrom = Math.round(shares.train() * users.size());
    long testFrom = Math.round((shares.train() + shares.validation()) * users.size());
    Map<String, Integer> rank = new HashMap<>();
    users.forEach(user -> rank.put(user, rank.size()));
    List<LabelledSequence> train = new ArrayList<>();
    List<LabelledSequence> validation = new ArrayList<>();
    List<LabelledSequence> test = new ArrayList<>();
    for (LabelledSequence sequence : sequences) {
      int position = rank.get(sequence.session().user());
      List<LabelledSequence> part =
          position < validationFrom ? train : position < testFrom ? validation : test;
      part.add(sequence);
    }
    return new Parts(train, validation, test);
  }

  private static List<String> shuffled(List<String> users, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = users.size() - 1; i > 0; i--) {
      Collections.swap(users, i, random.nextInt(i + 1));
    }
    return users;
  }
}
