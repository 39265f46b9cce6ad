package org.unroll4j.vector;

/**
 * A sum of outer products {@code C = Aᵀ·B}.
 *
 * @param a rows of A, as many as B has; the first {@code height} elements of each are taken
 * @param height number of rows of C
 * @param matrix C, row-major
 * @param stride floats from one row of C to the next
 */
record OuterSum(Rows a, int height, float[] matrix, int stride) {}
