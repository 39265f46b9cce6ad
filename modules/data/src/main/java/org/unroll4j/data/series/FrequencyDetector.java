package org.unroll4j.data.series;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.unroll4j.data.DataException;

/**
 * Finds how far apart the times of series are, and which of them lie on the grid, from the times
 * that clocks showed.
 */
final class FrequencyDetector {
  /** So many of the distances between neighbours must be multiples of the frequency. */
  private static final double ENOUGH = 0.95;

  private final Map<List<String>, TreeSet<Long>> timesOf = new HashMap<>();
  private final String source;

  FrequencyDetector(String source) {
    this.source = source;
  }

  void add(List<String> key, long clockSeconds) {
    timesOf.computeIfAbsent(key, series -> new TreeSet<>()).add(clockSeconds);
  }

  /**
   * The most frequent distance between neighbouring times of a series.
   *
   * @throws DataException if there is none, or if the times are not equally spaced
   */
  Frequency frequency() {
    TreeMap<Long, Integer> counts = new TreeMap<>();
    timesOf.values().forEach(times -> count(times, counts));
    if (counts.isEmpty()) {
      TreeSet<Long> all = new TreeSet<>();
      timesOf.values().forEach(all::addAll);
      count(all, counts);
    }
    if (counts.isEmpty()) {
      throw new DataException(
          "%s: all rows have the same time, so the frequency is unknown; check the time column, or"
                  .formatted(source)
              + " set the frequency (such as 1h).");
    }
    long most = counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    double all = counts.values().stream().mapToInt(Integer::intValue).sum();
    double fitting =
        counts.entrySet().stream()
            .filter(entry -> entry.getKey() % most == 0)
            .mapToInt(Map.Entry::getValue)
            .sum();
    if (!Frequency.possible(most) || fitting < ENOUGH * all) {
      throw new DataException(
          "%s: the frequency is unknown: %d of %d times are %s after the one before, %d a multiple"
                  .formatted(source, counts.get(most), (int) all, words(most), (int) fitting)
              + " of that; set the frequency (such as 15min, 1h, 1d, 1w) and correct the times.");
    }
    return new Frequency(most);
  }

  /** Such as 744h or 39m54s. */
  private static String words(long seconds) {
    return Duration.ofSeconds(seconds).toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private static void count(SortedSet<Long> times, Map<Long, Integer> counts) {
    Long before = null;
    for (Long time : times) {
      if (before != null) {
        counts.merge(time - before, 1, Integer::sum);
      }
      before = time;
    }
  }

  /** The earliest time among those at the distance of whole steps from most others. */
  long anchor(Frequency frequency) {
    Map<Long, Integer> phases = new TreeMap<>();
    TreeSet<Long> all = new TreeSet<>();
    timesOf.values().forEach(all::addAll);
    all.forEach(time -> phases.merge(Math.floorMod(time, frequency.seconds()), 1, Integer::sum));
    long phase =
        phases.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    return all.stream()
        .filter(time -> Math.floorMod(time, frequency.seconds()) == phase)
        .findFirst()
        .orElseThrow();
  }
}
