package org.unroll4j.studies.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Curves over all thresholds, thinned to at most {@link #MAX_POINTS} points. A curve is empty where
 * it is not defined, that is when only one label occurs.
 *
 * @param roc points (share of negatives above the threshold, share of positives above it), from (0,
 *     0) to (1, 1)
 * @param pr points (recall, precision), recall rising from 0; the first precision is that of the
 *     highest threshold
 * @param lift points (share of predictions, lift of that share), from half a per cent up
 */
public record Curves(List<Point> roc, List<Point> pr, List<Point> lift) {

  /** Most points of a curve. */
  public static final int MAX_POINTS = 200;

  private static final double FIRST_LIFT_SHARE = 0.005;

  /** The curves of some predictions. */
  public static Curves of(Predictions predictions) {
    return of(new Ranking(predictions));
  }

  static Curves of(Ranking ranking) {
    int[] ends = ranking.groupEnds();
    int[] hits = hits(ranking);
    int n = ranking.size();
    int positives = n == 0 ? 0 : hits[ends.length - 1];
    if (positives == 0 || positives == n) {
      return new Curves(List.of(), List.of(), List.of());
    }
    List<Point> roc = new ArrayList<>(List.of(new Point(0, 0)));
    List<Point> pr = new ArrayList<>(List.of(new Point(0, (double) hits[0] / ends[0])));
    for (int g = 0; g < ends.length; g++) {
      double recall = (double) hits[g] / positives;
      roc.add(new Point((double) (ends[g] - hits[g]) / (n - positives), recall));
      pr.add(new Point(recall, (double) hits[g] / ends[g]));
    }
    return new Curves(
        Thinning.thin(roc, MAX_POINTS),
        Thinning.thin(pr, MAX_POINTS),
        Thinning.thin(lift(ends, hits), MAX_POINTS));
  }

  /** Number of positives down to the end of each group of equal predictions. */
  private static int[] hits(Ranking ranking) {
    int[] ends = ranking.groupEnds();
    int[] hits = new int[ends.length];
    int count = 0;
    int i = 0;
    for (int g = 0; g < ends.length; g++) {
      for (; i < ends[g]; i++) {
        count += ranking.positive(i) ? 1 : 0;
      }
      hits[g] = count;
    }
    return hits;
  }

  /** Inside a group of equal predictions the positives are taken as evenly spread. */
  private static List<Point> lift(int[] ends, int[] hits) {
    double n = ends[ends.length - 1];
    double positives = hits[hits.length - 1];
    List<Point> points = new ArrayList<>();
    int g = 0;
    for (int permille = (int) (1000 * FIRST_LIFT_SHARE); permille <= 1000; permille += 5) {
      double share = permille / 1000.0;
      double rank = share * n;
      while (ends[g] < rank && g < ends.length - 1) {
        g++;
      }
      int start = g == 0 ? 0 : ends[g - 1];
      int before = g == 0 ? 0 : hits[g - 1];
      double found = before + (rank - start) * (hits[g] - before) / (ends[g] - start);
      points.add(new Point(share, found / rank * n / positives));
    }
    return points;
  }

  /** Points as they stand in {@code result.json}. */
  public static List<List<Double>> toJson(List<Point> points) {
    return points.stream().map(Point::toJson).toList();
  }
}
