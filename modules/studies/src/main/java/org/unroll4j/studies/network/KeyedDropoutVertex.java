package org.unroll4j.studies.network;

import java.util.SplittableRandom;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Computes {@link KeyedDropout}; backward draws the same numbers again instead of keeping them. */
final class KeyedDropoutVertex extends BaseGraphVertex {

  private static final long serialVersionUID = 1L;

  private final KeyedDropout dropout;

  KeyedDropoutVertex(
      ComputationGraph graph, String name, int index, KeyedDropout dropout, DataType type) {
    super(graph, name, index, null, null, type);
    this.dropout = dropout;
  }

  @SuppressWarnings("overrides")
  @Override
  public void setInputs(INDArray... inputs) {
    super.setInputs(inputs);
  }

  @SuppressWarnings("try")
  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    try (MemoryWorkspace scope = workspaces.notifyScopeBorrowed(ArrayType.ACTIVATIONS)) {
      return training ? inputs[0].mul(factors(inputs[0])) : inputs[0].dup();
    }
  }

  @SuppressWarnings("try")
  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
    try (MemoryWorkspace scope = workspaces.notifyScopeBorrowed(ArrayType.ACTIVATION_GRAD)) {
      return new Pair<>(null, new INDArray[] {epsilon.mul(factors(epsilon))});
    }
  }

  /** 0 or 1 / (1 − dropped) for each element, in row-major order. */
  private INDArray factors(INDArray like) {
    SplittableRandom random =
        RandomKey.generator(dropout.getSeed(), graph.getIterationCount(), dropout.getPlace());
    float kept = (float) (1 / (1 - dropout.getDropped()));
    float[] factors = new float[Math.toIntExact(like.length())];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = random.nextDouble() < dropout.getDropped() ? 0 : kept;
    }
    return Nd4j.createFromArray(factors).castTo(like.dataType()).reshape('c', like.shape());
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] masks, MaskState state, int batchSize) {
    return masks == null || masks.length == 0 ? null : new Pair<>(masks[0], state);
  }

  @Override
  public boolean hasLayer() {
    return false;
  }

  @Override
  public Layer getLayer() {
    return null;
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray gradients) {
    if (gradients != null) {
      throw new IllegalArgumentException("Dropout has no parameters, but was given gradients.");
    }
  }

  @Override
  public String toString() {
    return "KeyedDropoutVertex(" + vertexName + ", dropped=" + dropout.getDropped() + ")";
  }
}
