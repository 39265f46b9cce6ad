package org.unroll4j.report.page;

/**
 * One key figure.
 *
 * @param label what it is
 * @param value the figure with its unit
 * @param detail what to hold it against
 */
public record Tile(String label, String value, String detail) {}
