package org.unroll4j.report;

import java.util.List;

/**
 * A line of a chart.
 *
 * @param name as the legend has it; unique within its chart
 * @param role which colour and dashes it gets
 * @param style how it is drawn
 * @param points from left to right
 */
record Series(String name, String role, Style style, List<Point> points) {

  Series {
    points = List.copyOf(points);
  }

  /** How a line is drawn. */
  enum Style {
    /** A smooth-looking line without symbols. */
    LINE,
    /** A line with a symbol at each point, and its intervals as a band. */
    BAND,
    /** A line with a symbol at each point, and its intervals as whiskers. */
    WHISKERS,
    /** A line that the reader has to switch on. */
    HIDDEN
  }
}
