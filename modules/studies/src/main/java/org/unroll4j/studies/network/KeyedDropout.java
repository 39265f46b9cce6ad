package org.unroll4j.studies.network;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Dropout whose draws are a function of seed, update and place in the network, so that a resumed
 * run repeats them. Deeplearning4j's own dropout draws from one global generator.
 *
 * <p>While training, each value is set to zero with probability {@code dropped}, and the others are
 * scaled by 1 / (1 − dropped). Values of any shape; masks pass through.
 */
public final class KeyedDropout extends GraphVertex {

  private static final long serialVersionUID = 1L;

  private final double dropped;
  private final long seed;
  private final int place;

  /**
   * A dropout vertex.
   *
   * @param dropped probability with which a value is set to zero
   * @param seed of the run
   * @param place a number that no other dropout of the network has
   */
  public KeyedDropout(
      @JsonProperty("dropped") double dropped,
      @JsonProperty("seed") long seed,
      @JsonProperty("place") int place) {
    this.dropped = dropped;
    this.seed = seed;
    this.place = place;
  }

  /** Probability with which a value is set to zero. */
  public double getDropped() {
    return dropped;
  }

  /** The run's seed. */
  public long getSeed() {
    return seed;
  }

  /** The number of this dropout in its network. */
  public int getPlace() {
    return place;
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initialise,
      DataType type) {
    return new KeyedDropoutVertex(graph, name, index, this, type);
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType... inputs) {
    return inputs[0];
  }

  @Override
  public MemoryReport getMemoryReport(InputType... inputs) {
    return new LayerMemoryReport.Builder(null, KeyedDropout.class, inputs[0], inputs[0])
        .standardMemory(0, 0)
        .workingMemory(0, 0, 0, 0)
        .cacheMemory(0, 0)
        .build();
  }

  @Override
  public GraphVertex clone() {
    return new KeyedDropout(dropped, seed, place);
  }

  @Override
  public long numParams(boolean backprop) {
    return 0;
  }

  @Override
  public int minVertexInputs() {
    return 1;
  }

  @Override
  public int maxVertexInputs() {
    return 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyedDropout that
        && that.dropped == dropped
        && that.seed == seed
        && that.place == place;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(dropped) + 31 * Long.hashCode(seed) + place;
  }
}
