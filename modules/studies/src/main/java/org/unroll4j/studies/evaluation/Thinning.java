package org.unroll4j.studies.evaluation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Leaves out points of a curve that nobody would see: those that lie within a tolerance of the line
 * between the points that are kept.
 *
 * <p>Source: D. H. Douglas and T. K. Peucker, Algorithms for the reduction of the number of points
 * required to represent a digitized line, Cartographica 10 (1973).
 */
final class Thinning {

  /** Tolerance to start from, as a share of the curve's extent; finer than a pixel. */
  private static final double FINEST = 2e-4;

  private Thinning() {}

  /** The curve with at most {@code most} points, first and last included. */
  static List<Point> thin(List<Point> points, int most) {
    if (points.size() <= most) {
      return List.copyOf(points);
    }
    double[] x = normalised(points.stream().mapToDouble(Point::x).toArray());
    double[] y = normalised(points.stream().mapToDouble(Point::y).toArray());
    double tolerance = FINEST;
    BitSet kept = kept(x, y, tolerance);
    while (kept.cardinality() > most) {
      tolerance *= 1.5;
      kept = kept(x, y, tolerance);
    }
    List<Point> thinned = new ArrayList<>();
    kept.stream().forEach(i -> thinned.add(points.get(i)));
    return List.copyOf(thinned);
  }

  private static double[] normalised(double[] values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double v : values) {
      min = Math.min(min, v);
      max = Math.max(max, v);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = max > min ? (values[i] - min) / (max - min) : 0;
    }
    return values;
  }

  private static BitSet kept(double[] x, double[] y, double tolerance) {
    BitSet kept = new BitSet(x.length);
    kept.set(0);
    kept.set(x.length - 1);
    Deque<int[]> open = new ArrayDeque<>();
    open.push(new int[] {0, x.length - 1});
    while (!open.isEmpty()) {
      int[] piece = open.pop();
      int farthest = farthest(x, y, piece[0], piece[1]);
      if (farthest > 0 && distance(x, y, piece, farthest) > tolerance) {
        kept.set(farthest);
        open.push(new int[] {piece[0], farthest});
        open.push(new int[] {farthest, piece[1]});
      }
    }
    return kept;
  }

  private static int farthest(double[] x, double[] y, int from, int to) {
    int[] piece = {from, to};
    int best = -1;
    double most = -1;
    for (int i = from + 1; i < to; i++) {
      double d = distance(x, y, piece, i);
      if (d > most) {
        most = d;
        best = i;
      }
    }
    return best;
  }

  /** Distance of point i from the segment between the ends of the piece. */
  private static double distance(double[] x, double[] y, int[] piece, int i) {
    double dx = x[piece[1]] - x[piece[0]];
    double dy = y[piece[1]] - y[piece[0]];
    double px = x[i] - x[piece[0]];
    double py = y[i] - y[piece[0]];
    double length2 = dx * dx + dy * dy;
    double along = length2 == 0 ? 0 : (px * dx + py * dy) / length2;
    double t = Math.max(0, Math.min(1, along));
    return Math.hypot(px - t * dx, py - t * dy);
  }
}
