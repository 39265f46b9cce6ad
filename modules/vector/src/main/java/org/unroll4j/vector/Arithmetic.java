package org.unroll4j.vector;

import java.util.List;
import org.unroll4j.core.cell.Cell;

/**
 * The inner loops of the engine. All implementations compute the same function; they differ in how
 * much of the processor they use.
 *
 * <p>Rows of results are padded: rubbish may be written behind their last element, within {@link
 * #rowLength}.
 */
interface Arithmetic {

  /** How many floats a row of {@code gates} blocks of {@code units} results takes. */
  int rowLength(int gates, int units);

  /**
   * Prepares the right-hand side of products.
   *
   * @param matrix row-major, [depth, columns]
   */
  Factor pack(float[] matrix, int depth, int columns);

  /**
   * Prepares the transpose of a matrix as the right-hand side of products.
   *
   * @param matrix row-major, [columns, depth]
   */
  Factor packTransposed(float[] matrix, int depth, int columns);

  /**
   * Whether a product of a few rows is shared out between threads by columns, so that a few
   * sequences need not be shared out as well.
   */
  default boolean sharesProducts() {
    return false;
  }

  /** Takes back what {@link #pack} or {@link #packTransposed} gave and nobody needs any more. */
  default void release(Factor factor) {}

  /**
   * {@code C += A·B}. Each row comes out the same whichever rows are beside it.
   *
   * @param b B, as this implementation packed it
   */
  void addProduct(Rows a, Factor b, Rows c);

  /**
   * {@code C += A·B} for several B of the same depth and as many C; an implementation may read A
   * once for all of them.
   */
  default void addProducts(Rows a, List<Factor> b, List<Rows> c) {
    for (int i = 0; i < b.size(); i++) {
      addProduct(a, b.get(i), c.get(i));
    }
  }

  /**
   * Sums of outer products with the same right-hand side, and {@code s = Σ B}.
   *
   * @param products {@code C = Aᵀ·B}, as many as there are A
   * @param b as many rows as each A has
   * @param sums s, as long as a row of C
   * @param from the first column to compute, a multiple of {@link #columnBlock}
   * @param to behind the last column to compute
   */
  void outerProducts(List<OuterSum> products, Rows b, float[] sums, int from, int to);

  /** Columns of outer products may be shared out between threads in multiples of this. */
  int columnBlock();

  /**
   * What the cell does between products.
   *
   * @throws IllegalArgumentException if there is nothing for the cell
   */
  Gates gates(Cell<?, ?, ?> cell);
}
