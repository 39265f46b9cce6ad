package org.unroll4j.dl4j;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.impl.MergeVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Computes {@link UnrollMerge}: inputs [N, Fᵢ, T] stand side by side in [T, N, ΣFᵢ]. */
final class MergePerStep extends MergeVertex {

  private static final long serialVersionUID = 1L;

  private final int axis;

  /** Where each input begins in the last merge and where the last one ends; null if not here. */
  private transient long[] edges;

  MergePerStep(ComputationGraph graph, String name, int index, DataType type, int axis) {
    super(graph, name, index, type, axis);
    this.axis = axis;
  }

  /** Only here because Deeplearning4j overrides an array by variable arguments: a warning. */
  @SuppressWarnings("overrides")
  @Override
  public void setInputs(INDArray... inputs) {
    super.setInputs(inputs);
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaceMgr) {
    edges = canDoForward() && areSequences() ? edges() : null;
    if (edges == null) {
      return super.doForward(training, workspaceMgr);
    }
    long[] shape = {inputs[0].size(2), inputs[0].size(0), edges[inputs.length]};
    INDArray merged = workspaceMgr.createUninitialized(ArrayType.ACTIVATIONS, dataType, shape, 'c');
    INDArray result = TimeLayout.fromTimeMajor(merged, RNNFormat.NCW);
    for (int i = 0; i < inputs.length; i++) {
      StridedCopy.copy(inputs[i].castTo(dataType), part(result, i));
    }
    return result;
  }

  private boolean areSequences() {
    if (axis != 1 || inputs.length < 2) {
      return false;
    }
    for (INDArray input : inputs) {
      if (input.rank() != 3
          || input.size(0) != inputs[0].size(0)
          || input.size(2) != inputs[0].size(2)) {
        return false;
      }
    }
    return true;
  }

  private long[] edges() {
    long[] edges = new long[inputs.length + 1];
    for (int i = 0; i < inputs.length; i++) {
      edges[i + 1] = edges[i] + inputs[i].size(1);
    }
    return edges;
  }

  /** What input i is of [N, ΣF, T]. */
  private INDArray part(INDArray whole, int i) {
    return whole.get(
        NDArrayIndex.all(), NDArrayIndex.interval(edges[i], edges[i + 1]), NDArrayIndex.all());
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaceMgr) {
    if (edges == null || !canDoBackward()) {
      return super.doBackward(truncated, workspaceMgr);
    }
    INDArray[] parts = new INDArray[edges.length - 1];
    for (int i = 0; i < parts.length; i++) {
      long[] shape = {epsilon.size(2), epsilon.size(0), edges[i + 1] - edges[i]};
      INDArray own =
          workspaceMgr.createUninitialized(
              ArrayType.ACTIVATION_GRAD, epsilon.dataType(), shape, 'c');
      parts[i] = TimeLayout.fromTimeMajor(own, RNNFormat.NCW);
      StridedCopy.copy(part(epsilon, i), parts[i]);
    }
    return new Pair<>(null, parts);
  }

  @Override
  public String toString() {
    return "MergePerStep(" + getVertexName() + ")";
  }
}
