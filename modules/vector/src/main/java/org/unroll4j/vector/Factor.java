package org.unroll4j.vector;

/** The right-hand side of products, in the form that one {@link Arithmetic} likes. */
interface Factor {

  /** Number of rows, which is the length of the rows that it is multiplied with. */
  int depth();

  /** Number of columns. */
  int columns();
}
