package org.unroll4j.interop.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;

/** Who reads whom in a graph. The outputs of a recurrent node are [T, D, N, H]. */
final class GraphLinks {

  /** What may stand between two layers of a stack: it moves values, but does not change them. */
  private static final Set<String> MOVING =
      Set.of("Transpose", "Reshape", "Squeeze", "Identity", "Dropout", "Cast");

  private static final long DIRECTIONS_AXIS = 1;

  private final GraphProto graph;
  private final OnnxModel model;
  private final Map<String, NodeProto> makers = new HashMap<>();

  GraphLinks(GraphProto graph, OnnxModel model) {
    this.graph = graph;
    this.model = model;
    graph.getNodeList().forEach(node -> node.getOutputList().forEach(o -> makers.put(o, node)));
  }

  /** Whether a recurrent node reads the outputs of another, but for their layout. */
  boolean reads(NodeProto upper, NodeProto lower) {
    String outputs = lower.getOutputCount() > 0 ? lower.getOutput(0) : "";
    NodeProto maker = makers.get(source(input(upper)));
    if (maker != null && isSum(maker)) {
      return source(input(maker)).equals(outputs);
    }
    if (maker != null && maker.getOpType().equals("Concat") && maker.getInputCount() == 2) {
      return isDirection(maker.getInput(0), outputs, 0)
          && isDirection(maker.getInput(1), outputs, 1);
    }
    return !outputs.isEmpty() && source(input(upper)).equals(outputs);
  }

  /** Whether the outputs of both directions of a recurrent node are added. */
  boolean sumsDirections(NodeProto recurrent) {
    return recurrent.getOutputCount() > 0
        && !recurrent.getOutput(0).isEmpty()
        && graph.getNodeList().stream()
            .anyMatch(node -> isSum(node) && input(node).equals(recurrent.getOutput(0)));
  }

  private boolean isSum(NodeProto node) {
    return node.getOpType().equals("ReduceSum")
        && integers(node, "axes", 1).equals(List.of(DIRECTIONS_AXIS));
  }

  /** Whether a value is one direction cut out of the outputs of a recurrent node. */
  private boolean isDirection(String value, String outputs, long direction) {
    NodeProto maker = makers.get(source(value));
    return maker != null
        && maker.getOpType().equals("Slice")
        && source(input(maker)).equals(outputs)
        && integers(maker, "starts", 1).equals(List.of(direction))
        && integers(maker, "ends", 2).equals(List.of(direction + 1))
        && integers(maker, "axes", 3).equals(List.of(DIRECTIONS_AXIS));
  }

  /** The value that a value is but for its layout. */
  private String source(String value) {
    String name = value;
    for (int hops = 0; hops <= graph.getNodeCount(); hops++) {
      NodeProto maker = makers.get(name);
      if (maker == null || !MOVING.contains(maker.getOpType())) {
        return name;
      }
      name = input(maker);
    }
    return name;
  }

  /** Integers that are an attribute in older operator sets, and an input in newer ones. */
  private List<Long> integers(NodeProto node, String attribute, int input) {
    for (AttributeProto candidate : node.getAttributeList()) {
      if (candidate.getName().equals(attribute)) {
        return candidate.getIntsList();
      }
    }
    return input < node.getInputCount() ? model.integers(node.getInput(input)) : List.of();
  }

  private static String input(NodeProto node) {
    return node.getInputCount() == 0 ? "" : node.getInput(0);
  }
}
