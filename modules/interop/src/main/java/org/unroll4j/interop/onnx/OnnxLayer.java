package org.unroll4j.interop.onnx;

import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.interop.StackWeights;

/**
 * An LSTM, GRU or RNN node of a graph.
 *
 * @param name of the node, or of its first output if it has none
 * @param weights a stack of one layer
 * @param initialStates {@code hidden} and {@code cell}, [D, N, H], where the graph has constants
 *     other than zero for them
 * @param computedStates {@code hidden} and {@code cell}, where the graph computes them; those that
 *     it takes as inputs, and zeros, are in neither
 */
public record OnnxLayer(
    String name,
    StackWeights<?, ?> weights,
    Map<String, INDArray> initialStates,
    Set<String> computedStates) {

  /** Copies are kept. */
  public OnnxLayer {
    initialStates = Map.copyOf(initialStates);
    computedStates = Set.copyOf(computedStates);
  }

  /** Whether it starts from zeros, or from what it is given. */
  boolean startsFromZeros() {
    return initialStates.isEmpty() && computedStates.isEmpty();
  }
}
