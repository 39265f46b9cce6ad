package org.unroll4j.data.events;

/**
 * A column of numbers.
 *
 * @param name name of the column
 * @param values one per row; NaN is missing
 */
public record NumericColumn(String name, double[] values) {}
