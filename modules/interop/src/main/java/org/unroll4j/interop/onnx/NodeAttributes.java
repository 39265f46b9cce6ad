package org.unroll4j.interop.onnx;

import static org.unroll4j.interop.WeightFileException.quote;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.NodeProto;
import org.nd4j.shade.protobuf.ByteString;
import org.unroll4j.core.cell.GruCell.Reset;
import org.unroll4j.core.cell.RnnCell.Activation;
import org.unroll4j.core.network.Directions;
import org.unroll4j.interop.WeightFileException;

/** The attributes of a recurrent node; what is not supported is refused by its name. */
final class NodeAttributes {

  /** Says only which outputs an old exporter wanted. */
  private static final String OUTPUT_SEQUENCE = "output_sequence";

  private static final Set<String> KNOWN =
      Set.of(
          "hidden_size",
          "direction",
          "linear_before_reset",
          "activations",
          "layout",
          "input_forget",
          OUTPUT_SEQUENCE);

  private final Path file;
  private final NodeProto node;
  private final Map<String, AttributeProto> attributes = new HashMap<>();

  NodeAttributes(Path file, NodeProto node) {
    this.file = file;
    this.node = node;
    node.getAttributeList().forEach(attribute -> attributes.put(attribute.getName(), attribute));
  }

  /** Refuses every attribute that changes what is computed in a way that is not supported. */
  void requireKnown() {
    for (String name : attributes.keySet()) {
      if (!KNOWN.contains(name)) {
        throw refused("has the attribute %s, which is not supported".formatted(quote(name)));
      }
    }
    if (integer("layout", 0) != 0) {
      throw refused("has layout %d; expected 0, time-major".formatted(integer("layout", 0)));
    }
    if (integer("input_forget", 0) != 0) {
      throw refused("has coupled gates (input_forget), which are not supported");
    }
    if (!node.getOpType().equals("RNN")) {
      requireActivations(
          node.getOpType().equals("GRU")
              ? List.of("sigmoid", "tanh")
              : List.of("sigmoid", "tanh", "tanh"));
    }
  }

  private void requireActivations(List<String> expected) {
    List<String> actual = activations();
    for (int i = 0; i < actual.size(); i++) {
      if (!actual.get(i).equals(expected.get(i % expected.size()))) {
        throw refused("has the activations %s; expected %s".formatted(actual, expected));
      }
    }
  }

  private List<String> activations() {
    AttributeProto attribute = attributes.get("activations");
    return attribute == null
        ? List.of()
        : attribute.getStringsList().stream()
            .map(ByteString::toStringUtf8)
            .map(word -> quote(word).replace("'", "").toLowerCase(Locale.ROOT))
            .toList();
  }

  /** The activation of a simple cell. */
  Activation activation() {
    List<String> actual = activations();
    String first = actual.isEmpty() ? "tanh" : actual.get(0);
    boolean known = first.equals("tanh") || first.equals("relu");
    if (!known || Collections.frequency(actual, first) != actual.size()) {
      throw refused("has the activations %s; expected Tanh or Relu".formatted(actual));
    }
    return first.equals("relu") ? Activation.RELU : Activation.TANH;
  }

  /** In which directions the node walks. */
  Directions directions(boolean summed) {
    AttributeProto attribute = attributes.get("direction");
    String word = attribute == null ? "forward" : attribute.getS().toStringUtf8();
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "forward" -> Directions.FORWARD;
      case "reverse" -> Directions.BACKWARD;
      case "bidirectional" -> summed ? Directions.BOTH_SUMMED : Directions.BOTH_CONCATENATED;
      default ->
          throw refused(
              "has the direction %s; expected forward, reverse or bidirectional"
                  .formatted(quote(word)));
    };
  }

  /** Where the reset gate of a GRU acts. */
  Reset reset() {
    return integer("linear_before_reset", 0) == 0 ? Reset.BEFORE_PRODUCT : Reset.AFTER_PRODUCT;
  }

  boolean allowsHiddenSize(long hidden) {
    return integer("hidden_size", hidden) == hidden;
  }

  private long integer(String name, long otherwise) {
    AttributeProto attribute = attributes.get(name);
    return attribute == null ? otherwise : attribute.getI();
  }

  private WeightFileException refused(String reason) {
    return refused(file, node, reason);
  }

  static WeightFileException refused(Path file, NodeProto node, String reason) {
    return new WeightFileException(
        file,
        "cannot be used: the %s %s %s."
            .formatted(node.getOpType(), quote(NodeReader.nameOf(node)), reason));
  }
}
