package org.unroll4j.interop.onnx;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.interop.StackWeights;

/**
 * An LSTM, GRU or RNN node of a graph.
 *
 * @param name of the node, or of its first output if it has none
 * @param weights a stack of one layer
 * @param initialStates {@code hidden} and {@code cell}, [D, N, H], where the graph has constants
 *     for them; empty where it takes or computes them, or starts from zeros
 */
public record OnnxLayer(
    String name, StackWeights<?, ?> weights, Map<String, INDArray> initialStates) {

  /** A copy of the map is kept. */
  public OnnxLayer {
    initialStates = Map.copyOf(initialStates);
  }
}
