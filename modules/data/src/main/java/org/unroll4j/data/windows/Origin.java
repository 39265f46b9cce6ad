package org.unroll4j.data.windows;

/**
 * Where a forecast starts.
 *
 * @param series which series
 * @param step the last step that is known; forecast are the steps after it
 */
public record Origin(int series, int step) {}
