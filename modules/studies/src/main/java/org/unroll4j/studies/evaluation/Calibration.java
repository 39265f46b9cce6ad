package org.unroll4j.studies.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Whether probabilities mean what they say: bins of about equal count, lowest first. */
public final class Calibration {

  /** Number of bins, fewer where equal predictions would have to be torn apart. */
  public static final int BINS = 10;

  /**
   * A bin of neighbouring predictions.
   *
   * @param predicted mean probability
   * @param observed share of positives
   * @param interval Wilson's interval, 95 %, of {@code observed}; it takes the predictions for
   *     independent, which those of one session are not, and is too narrow to that extent
   * @param count number of predictions
   */
  public record Bin(double predicted, double observed, Interval interval, int count) {

    /** The bin as it stands in {@code result.json}. */
    public Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("predicted", predicted);
      json.put("observed", observed);
      json.put("low", interval.low());
      json.put("high", interval.high());
      json.put("count", count);
      return json;
    }
  }

  private Calibration() {}

  /**
   * The bins. Equal predictions share a bin: a bin ends with the group of equal predictions that
   * brings its count to a share of 1/{@link #BINS}; a rest of less than half a share joins the last
   * bin.
   */
  public static List<Bin> bins(Predictions predictions) {
    return bins(new Ranking(predictions));
  }

  static List<Bin> bins(Ranking ranking) {
    int n = ranking.size();
    int[] ends = ranking.groupEnds();
    List<Bin> bins = new ArrayList<>();
    int above = n;
    for (int g = ends.length - 1; g >= 0; g--) {
      int start = g == 0 ? 0 : ends[g - 1];
      boolean full = (long) (above - start) * BINS >= n && 2L * start * BINS >= n;
      if (full || start == 0) {
        bins.add(bin(ranking, start, above));
        above = start;
      }
    }
    return bins;
  }

  private static Bin bin(Ranking ranking, int from, int to) {
    double sum = 0;
    int positives = 0;
    for (int i = from; i < to; i++) {
      sum += ranking.probability(i);
      positives += ranking.positive(i) ? 1 : 0;
    }
    int count = to - from;
    return new Bin(
        sum / count, (double) positives / count, Interval.wilson(positives, count), count);
  }

  /** Expected calibration error over bins; empty if there are none. */
  public static OptionalDouble error(List<Bin> bins) {
    double sum = 0;
    long count = 0;
    for (Bin bin : bins) {
      sum += bin.count() * Math.abs(bin.predicted() - bin.observed());
      count += bin.count();
    }
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }
}
