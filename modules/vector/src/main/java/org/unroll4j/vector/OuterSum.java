package org.unroll4j.vector;

/**
 * Where a sum of outer products goes.
 *
 * @param matrix C, row-major
 * @param sums s, as long as a row of C
 * @param height number of rows of C
 * @param stride floats from one row of C to the next
 */
record OuterSum(float[] matrix, float[] sums, int height, int stride) {}
