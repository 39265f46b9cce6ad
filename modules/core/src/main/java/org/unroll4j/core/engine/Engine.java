package org.unroll4j.core.engine;

import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;

/**
 * Computes one direction of one layer over one chunk of a padded batch. All engines compute the
 * same function; they differ in speed and in what they support.
 *
 * <p>Engines are found with {@link java.util.ServiceLoader}; see {@link Engines}. They are safe for
 * use by several threads.
 */
public interface Engine {

  /** The name by which it is chosen and reported. */
  String name();

  /** Engines with a higher rank are preferred where they support the work. The reference has 0. */
  int rank();

  /** Why this engine cannot run the cell with the type, or nothing if it can. */
  Optional<String> refusal(Cell<?, ?, ?> cell, DataType type);

  /** The layer, ready for many calls with the same parameters. */
  <P extends CellParameters<P>, S extends CellState<S>> PreparedLayer<P, S> prepare(
      Layer<P, S> layer);

  /**
   * Forward without remembering anything.
   *
   * @throws IllegalArgumentException if sizes or types do not fit
   */
  default <P extends CellParameters<P>, S extends CellState<S>> LayerOutput<S> infer(
      Layer<P, S> layer, LayerInput<S> input) {
    return prepare(layer).infer(input);
  }

  /**
   * Forward, remembering what the way back needs.
   *
   * @throws IllegalArgumentException if sizes or types do not fit
   */
  default <P extends CellParameters<P>, S extends CellState<S>> LayerPass<P, S> forward(
      Layer<P, S> layer, LayerInput<S> input) {
    return prepare(layer).forward(input);
  }
}
