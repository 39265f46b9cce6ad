package org.unroll4j.core.network;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.engine.Engine;
import org.unroll4j.core.engine.Layer;
import org.unroll4j.core.engine.LayerInput;
import org.unroll4j.core.engine.LayerOutput;
import org.unroll4j.core.engine.LayerPass;
import org.unroll4j.core.engine.PreparedLayer;
import org.unroll4j.core.engine.RecurrentDropout;

/**
 * One layer and direction of a stack.
 *
 * @param engine what computes it
 * @param layer the layer
 * @param prepared the layer in the engine's form, where nothing is dropped
 */
record PreparedUnit<P extends CellParameters<P>, S extends CellState<S>>(
    Engine engine, Layer<P, S> layer, PreparedLayer<P, S> prepared) {

  LayerOutput<S> infer(LayerInput<S> input) {
    return prepared.infer(input);
  }

  LayerPass<P, S> forward(LayerInput<S> input, Dropout dropout, int unit) {
    if (dropout.recurrentRate() == 0) {
      return prepared.forward(input);
    }
    INDArray hidden = input.initialState().hidden();
    INDArray factors =
        dropout.recurrentFactors(unit, layer.parameters().dataType(), hidden.shape());
    return RecurrentDropout.prepare(engine, layer, factors).forward(input);
  }
}
