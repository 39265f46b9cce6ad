package org.unroll4j.interop.onnx;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;

/** Who reads whom in a graph. */
final class GraphLinks {

  /** What may stand between two layers of a stack: it moves values, but does not change them. */
  private static final Set<String> MOVING =
      Set.of("Transpose", "Reshape", "Squeeze", "Identity", "Dropout", "ReduceSum");

  private final GraphProto graph;
  private final Map<String, NodeProto> makers = new HashMap<>();

  GraphLinks(GraphProto graph) {
    this.graph = graph;
    graph.getNodeList().forEach(node -> node.getOutputList().forEach(o -> makers.put(o, node)));
  }

  /** Whether a recurrent node reads the outputs of another, but for their layout. */
  boolean reads(NodeProto upper, NodeProto lower) {
    String value = input(upper);
    for (int hops = 0; hops <= graph.getNodeCount(); hops++) {
      if (lower.getOutputCount() > 0 && value.equals(lower.getOutput(0))) {
        return true;
      }
      NodeProto maker = makers.get(value);
      if (maker == null) {
        return false;
      }
      boolean moves =
          MOVING.contains(maker.getOpType())
              && (!maker.getOpType().equals("ReduceSum") || sumsDirections(lower));
      if (!moves) {
        return false;
      }
      value = input(maker);
    }
    return false;
  }

  /** Whether the outputs of both directions of a recurrent node are added. */
  boolean sumsDirections(NodeProto recurrent) {
    return recurrent.getOutputCount() > 0
        && !recurrent.getOutput(0).isEmpty()
        && graph.getNodeList().stream()
            .anyMatch(
                node ->
                    node.getOpType().equals("ReduceSum")
                        && input(node).equals(recurrent.getOutput(0)));
  }

  private static String input(NodeProto node) {
    return node.getInputCount() == 0 ? "" : node.getInput(0);
  }
}
