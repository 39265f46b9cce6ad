package org.unroll4j.report;

/**
 * A point of a chart.
 *
 * @param interval the 95 % interval of y, or null
 */
record Point(double x, double y, Interval interval) {

  Point(double x, double y) {
    this(x, y, null);
  }
}
