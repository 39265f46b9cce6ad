package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Curves that were stored point by point. */
final class Curves {

  /** A chart is a few hundred pixels wide: what lies closer than this share of it is one place. */
  private static final double RESOLUTION = 1.0 / 300;

  private Curves() {}

  /**
   * The points of an array of pairs, in the array's order; pairs that are no numbers are skipped.
   */
  static List<Point> read(JsonNode json, String path) {
    List<Point> points = new ArrayList<>();
    for (JsonNode pair : Values.elements(json, path)) {
      OptionalDouble x = Values.number(pair.path(0));
      OptionalDouble y = Values.number(pair.path(1));
      if (x.isPresent() && y.isPresent()) {
        points.add(new Point(x.getAsDouble(), y.getAsDouble()));
      }
    }
    return points;
  }

  /** Leaves out points that cannot be told from the one drawn before them. */
  static List<Point> thin(List<Point> points, boolean logarithmic) {
    if (points.size() < 3) {
      return points;
    }
    double maxX = points.stream().mapToDouble(Point::x).max().orElseThrow();
    double maxY = points.stream().mapToDouble(p -> Math.abs(p.y())).max().orElseThrow();
    List<Point> kept = new ArrayList<>();
    Point last = null;
    for (Point point : points) {
      if (last == null
          || distance(last.x(), point.x(), maxX, logarithmic) >= RESOLUTION
          || Math.abs(point.y() - last.y()) >= RESOLUTION * maxY) {
        kept.add(point);
        last = point;
      }
    }
    Point end = points.get(points.size() - 1);
    if (!end.equals(last)) {
      kept.add(end);
    }
    return kept;
  }

  private static double distance(double a, double b, double max, boolean logarithmic) {
    double difference = Math.abs(logarithmic ? Math.log(b / a) / Math.log(1000) : (b - a) / max);
    return Double.isNaN(difference) ? 1 : difference;
  }

  /** The line's height at x, or NaN left and right of it. */
  static double interpolate(List<Point> points, double x) {
    for (int i = 0; i < points.size(); i++) {
      Point right = points.get(i);
      if (right.x() >= x) {
        if (right.x() == x) {
          return lastAt(points, i, x).y();
        }
        if (i == 0) {
          return Double.NaN;
        }
        Point left = points.get(i - 1);
        return left.y() + (right.y() - left.y()) * (x - left.x()) / (right.x() - left.x());
      }
    }
    return Double.NaN;
  }

  private static Point lastAt(List<Point> points, int from, double x) {
    int i = from;
    while (i + 1 < points.size() && points.get(i + 1).x() == x) {
      i++;
    }
    return points.get(i);
  }
}
