package org.unroll4j.peers.adapter;

import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.engine.Engine;
import org.unroll4j.core.engine.Layer;
import org.unroll4j.core.engine.LayerInput;
import org.unroll4j.core.engine.LayerOutput;
import org.unroll4j.core.engine.LayerPass;
import org.unroll4j.core.engine.PreparedLayer;

/**
 * Collects garbage before each pass of another engine. ND4J's arrays are small objects on the heap
 * with much memory outside it, so the collector sees no reason to run while the memory fills up.
 *
 * @param engine computes
 */
record CollectingEngine(Engine engine) implements Engine {

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public int rank() {
    return engine.rank();
  }

  @Override
  public Optional<String> refusal(Cell<?, ?, ?> cell, DataType type) {
    return engine.refusal(cell, type);
  }

  @Override
  public <P extends CellParameters<P>, S extends CellState<S>> PreparedLayer<P, S> prepare(
      Layer<P, S> layer) {
    PreparedLayer<P, S> prepared = engine.prepare(layer);
    return new PreparedLayer<>() {
      @Override
      public LayerOutput<S> infer(LayerInput<S> input) {
        System.gc();
        return prepared.infer(input);
      }

      @Override
      public LayerPass<P, S> forward(LayerInput<S> input) {
        System.gc();
        return prepared.forward(input);
      }
    };
  }
}
