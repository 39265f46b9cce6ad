package org.unroll4j.vector;

/**
 * What the tiles of a product share. A tile is a product of a few rows with one panel, small enough
 * for all sums to stay in registers while the depth is walked through; it is written out, because
 * the JIT keeps vectors in registers only as local variables. How far its loop is unrolled was
 * found by measuring: one step further, and the JIT loads everything first and runs out of
 * registers.
 *
 * <p>Rows behind the last one of the result stand for the last one, which changes nothing, because
 * a tile reads all of them before it writes any. Every tile adds in the same order, so that a row
 * comes out the same from any of them.
 *
 * @param b panels of the right-hand side
 * @param k the part of the depth to add up begins here
 * @param depth and is so long
 * @param c rows of the result
 * @param column where in them the first panel's columns lie
 */
record Tile(Panels b, int k, int depth, Rows c, int column) {

  /** Where a row of the result begins. */
  int resultAt(int row) {
    return c.at(Math.min(row, c.count() - 1));
  }
}
