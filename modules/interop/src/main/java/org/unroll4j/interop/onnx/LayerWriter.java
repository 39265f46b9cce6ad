package org.unroll4j.interop.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import onnx.Onnx.AttributeProto;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.PeepholeLstmCell;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.network.Directions;
import org.unroll4j.core.network.StackShape;
import org.unroll4j.interop.StackWeights;

/**
 * Writes recurrent layers. Each is one node that reads [T, N, F], the lengths and its initial
 * states, which are inputs of the graph; its final states are outputs of the graph.
 */
final class LayerWriter {

  /** The input that has the sequences' lengths, int32 [N]. */
  static final String LENGTHS = "lengths";

  private final GraphWriter graph;
  private final String name;
  private final StackWeights<?, ?> weights;
  private final int layer;
  private final OnnxCell cell;

  /**
   * One layer of a stack.
   *
   * @param name of the layer in the graph
   * @param layer which layer of the stack it is, counted from 0
   */
  LayerWriter(GraphWriter graph, String name, StackWeights<?, ?> weights, int layer) {
    this.graph = graph;
    this.name = name;
    this.weights = weights;
    this.layer = layer;
    this.cell = OnnxCell.of(weights.shape().cell());
  }

  /**
   * Writes the node and what it needs; {@code outputs} and {@code finalHidden} give its results.
   */
  LayerWriter write(String x) {
    int directions = weights.shape().directions().count();
    int hidden = weights.shape().hiddenSize();
    List<String> inputs = new ArrayList<>();
    inputs.add(x);
    inputs.add(graph.constant(name + ".W", each(p -> cell.weights(p.inputWeights()))));
    inputs.add(graph.constant(name + ".R", each(p -> cell.weights(p.recurrentWeights()))));
    inputs.add(graph.constant(name + ".B", each(cell::biases)));
    inputs.add(LENGTHS);
    List<String> outputs = new ArrayList<>();
    outputs.add(name + ".Y");
    for (String state : states()) {
      inputs.add(name + ".initial_" + state);
      outputs.add(name + ".final_" + state);
      graph.input(name + ".initial_" + state, directions, GraphWriter.BATCH, hidden);
      graph.output(name + ".final_" + state, directions, GraphWriter.BATCH, hidden);
    }
    if (OnnxCell.single(weights.shape().cell()) instanceof PeepholeLstmCell) {
      inputs.add(graph.constant(name + ".P", each(LayerWriter::peepholes)));
    }
    graph.node(cell.operator(), inputs, outputs, attributes());
    return this;
  }

  /** The outputs of all steps, [T, N, H] or [T, N, 2H]; call after {@link #write}. */
  String outputs() {
    String y = name + ".Y";
    if (weights.shape().directions() == Directions.BOTH_SUMMED) {
      String axis = graph.constant(name + ".directions", 1);
      return graph.node(
          "ReduceSum", List.of(y, axis), name + ".outputs", GraphWriter.attribute("keepdims", 0));
    }
    String turned =
        graph.node(
            "Transpose",
            List.of(y),
            name + ".turned",
            GraphWriter.integers("perm", List.of(0L, 2L, 1L, 3L)));
    String shape = graph.constant(name + ".shape", 0, 0, weights.shape().outputSize());
    return graph.node("Reshape", List.of(turned, shape), name + ".outputs");
  }

  /** The final hidden states side by side, [N, H] or [N, 2H]; call after {@link #write}. */
  String finalHidden() {
    String turned =
        graph.node(
            "Transpose",
            List.of(name + ".final_hidden"),
            name + ".turned",
            GraphWriter.integers("perm", List.of(1L, 0L, 2L)));
    StackShape<?, ?> shape = weights.shape();
    long width = (long) shape.hiddenSize() * shape.directions().count();
    return graph.node(
        "Reshape", List.of(turned, graph.constant(name + ".shape", 0, width)), name + ".state");
  }

  private List<String> states() {
    return cell.hasCellState() ? List.of("hidden", "cell") : List.of("hidden");
  }

  private AttributeProto[] attributes() {
    StackShape<?, ?> shape = weights.shape();
    List<AttributeProto> attributes = new ArrayList<>();
    attributes.add(GraphWriter.attribute("hidden_size", shape.hiddenSize()));
    attributes.add(
        GraphWriter.attribute(
            "direction",
            switch (shape.directions()) {
              case FORWARD -> "forward";
              case BACKWARD -> "reverse";
              case BOTH_CONCATENATED, BOTH_SUMMED -> "bidirectional";
            }));
    Cell<?, ?, ?> single = OnnxCell.single(shape.cell());
    if (single instanceof GruCell gru) {
      boolean after = gru.reset() == GruCell.Reset.AFTER_PRODUCT;
      attributes.add(GraphWriter.attribute("linear_before_reset", after ? 1 : 0));
    }
    if (single instanceof RnnCell rnn) {
      String function = rnn.activation() == RnnCell.Activation.RELU ? "Relu" : "Tanh";
      attributes.add(
          GraphWriter.words(
              "activations", java.util.Collections.nCopies(shape.directions().count(), function)));
    }
    return attributes.toArray(AttributeProto[]::new);
  }

  private static INDArray peepholes(CellParameters<?> parameters) {
    return OnnxCell.peepholes(parameters.named().get("peepholes"));
  }

  /** An array of each direction, stacked. */
  private INDArray each(Function<CellParameters<?>, INDArray> array) {
    int directions = weights.shape().directions().count();
    INDArray[] all = new INDArray[directions];
    for (int d = 0; d < directions; d++) {
      all[d] = array.apply(weights.parameters().get(layer * directions + d));
    }
    return Nd4j.stack(0, all);
  }
}
