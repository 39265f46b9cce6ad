package org.unroll4j.dl4j;

import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Deeplearning4j's {@code MergeVertex} with the same numbers. Sequences in NCW, [N, F, T], are
 * written side by side into the time-major memory that our layers read, instead of being
 * concatenated first and copied into such memory afterwards; on the way back each input gets its
 * part of the gradient in such memory too. Whatever is no such sequence is merged by
 * Deeplearning4j.
 */
public final class UnrollMerge extends MergeVertex {

  private static final long serialVersionUID = 1L;

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initialise,
      DataType type) {
    return new MergePerStep(graph, name, index, type, mergeAxis);
  }

  /** With the settings of Deeplearning4j's vertex. */
  static UnrollMerge of(MergeVertex settings) {
    UnrollMerge vertex = new UnrollMerge();
    vertex.setMergeAxis(settings.getMergeAxis());
    vertex.setModified(settings.isModified());
    return vertex;
  }

  /** Deeplearning4j's vertex with the same settings. */
  MergeVertex plain() {
    MergeVertex vertex = new MergeVertex();
    vertex.setMergeAxis(mergeAxis);
    vertex.setModified(modified);
    return vertex;
  }

  @Override
  public UnrollMerge clone() {
    return of(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnrollMerge that && that.mergeAxis == mergeAxis;
  }

  @Override
  public int hashCode() {
    return mergeAxis;
  }

  @Override
  public String toString() {
    return "UnrollMerge()";
  }
}
