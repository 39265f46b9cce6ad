package org.unroll4j.report;

/** A 95 % interval. */
record Interval(double low, double high) {

  boolean contains(double value) {
    return low <= value && value <= high;
  }
}
