package org.unroll4j.core.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.Shapes;
import org.unroll4j.core.engine.LayerGradients;
import org.unroll4j.core.engine.LayerPass;

/**
 * The passes of all layers and directions.
 *
 * @param passes for each layer, one pass per direction
 * @param dropFactors what each layer's outputs were multiplied with; empty without dropout
 */
record RememberedStack<P extends CellParameters<P>, S extends CellState<S>>(
    StackShape<P, S> shape,
    List<List<LayerPass<P, S>>> passes,
    List<INDArray> dropFactors,
    StackOutput<S> output)
    implements StackPass<P, S> {

  @Override
  public StackGradients<P, S> backward(INDArray gradOutputs, List<S> gradFinalStates) {
    Shapes.require(
        "StackPass.backward: gradOutputs", gradOutputs, "[T, N, H·D]", output.outputs().shape());
    int count = shape.directions().count();
    List<P> parameters = new ArrayList<>(Collections.nCopies(shape.units(), null));
    List<S> initialStates = new ArrayList<>(Collections.nCopies(shape.units(), null));
    INDArray gradient = gradOutputs;
    for (int layer = shape.layers() - 1; layer >= 0; layer--) {
      if (layer < dropFactors.size()) {
        gradient = gradient.mul(dropFactors.get(layer));
      }
      INDArray gradInput = null;
      for (int d = 0; d < count; d++) {
        int unit = layer * count + d;
        LayerGradients<P, S> gradients =
            passes.get(layer).get(d).backward(part(gradient, d), gradFinalStates.get(unit));
        parameters.set(unit, gradients.parameters());
        initialStates.set(unit, gradients.initialState());
        gradInput = d == 0 ? gradients.x() : gradInput.add(gradients.x());
      }
      gradient = gradInput;
    }
    return new StackGradients<>(parameters, gradient, initialStates);
  }

  @Override
  public void close() {
    passes.forEach(layer -> layer.forEach(LayerPass::close));
  }

  /** The share of a merged gradient that belongs to direction {@code d}. */
  private INDArray part(INDArray merged, int d) {
    if (shape.directions() != Directions.BOTH_CONCATENATED) {
      return merged;
    }
    long units = shape.outputSizePerDirection();
    INDArray rows = merged.reshape('c', merged.size(0) * merged.size(1), 2 * units);
    return rows.get(NDArrayIndex.all(), NDArrayIndex.interval(d * units, (d + 1) * units))
        .dup('c')
        .reshape('c', merged.size(0), merged.size(1), units);
  }
}
