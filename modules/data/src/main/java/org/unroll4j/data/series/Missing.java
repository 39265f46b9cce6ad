package org.unroll4j.data.series;

/**
 * What a step without a value means. A step has none if the file has no row for it, or a row whose
 * value is empty. Steps before the first value of a series never exist.
 */
public enum Missing {
  /**
   * The series does not exist at that step: its value is NaN, it is no target, and a network sees
   * nothing. The series ends with its last value.
   */
  ABSENT,
  /** Nothing was sold: the value is 0, up to the last step of the whole table that has a value. */
  ZERO,
  /**
   * Something happened and was not recorded: the value is NaN and no target, but a network sees a
   * flag that says so. The series ends with its last value.
   */
  MASKED
}
