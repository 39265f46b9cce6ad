package org.unroll4j.interop.onnx;

import static org.unroll4j.interop.WeightFileException.quote;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.interop.WeightFileException;

/**
 * Where the numbers of a value come from. Exporters give a recurrent node its initial states as
 * inputs of the graph, as constants, or as zeros that are made as large as the batch.
 */
final class ValueSources {

  /** What a value is made of. */
  enum Source {
    /** Zeros, however many. */
    ZEROS,
    /** Numbers in the file. */
    CONSTANT,
    /** An input of the graph. */
    GIVEN,
    /** Anything else. */
    COMPUTED
  }

  /** Operators that repeat their first input. */
  private static final Set<String> REPEATING = Set.of("Identity", "Expand", "Tile");

  /** Operators that hand on their first input or a part of it. */
  private static final Set<String> MOVING =
      Set.of("Squeeze", "Unsqueeze", "Reshape", "Transpose", "Slice", "Gather", "Split", "Cast");

  private static final int DEEPEST = 100;

  private final Path file;
  private final OnnxModel model;
  private final Map<String, NodeProto> makers = new HashMap<>();
  private final Set<String> inputs = new HashSet<>();
  private final Map<String, Source> known = new HashMap<>();

  ValueSources(Path file, OnnxModel model, GraphProto graph) {
    this.file = file;
    this.model = model;
    graph.getNodeList().forEach(node -> node.getOutputList().forEach(o -> makers.put(o, node)));
    graph.getInputList().stream().map(ValueInfoProto::getName).forEach(inputs::add);
  }

  /** What a value is made of. */
  Source of(String value) {
    return of(value, 0);
  }

  private Source of(String value, int depth) {
    Source source = known.get(value);
    if (source == null) {
      // What a cycle, or an absurdly long chain, makes is computed.
      known.put(value, Source.COMPUTED);
      source = depth > DEEPEST ? Source.COMPUTED : look(value, depth);
      known.put(value, source);
    }
    return source;
  }

  private Source look(String value, int depth) {
    if (model.isConstant(value)) {
      return isZero(model.array(value)) ? Source.ZEROS : Source.CONSTANT;
    }
    NodeProto maker = makers.get(value);
    if (maker == null) {
      return inputs.contains(value) ? Source.GIVEN : Source.COMPUTED;
    }
    String operator = maker.getOpType();
    if (operator.equals("ConstantOfShape")) {
      return fill(maker).isPresent() ? Source.COMPUTED : Source.ZEROS;
    }
    if (maker.getInputCount() > 0 && (REPEATING.contains(operator) || MOVING.contains(operator))) {
      return of(maker.getInput(0), depth + 1);
    }
    if (operator.equals("Concat") && maker.getInputCount() > 0) {
      Source first = of(maker.getInput(0), depth + 1);
      boolean alike =
          maker.getInputList().stream().allMatch(input -> of(input, depth + 1) == first);
      return alike ? first : Source.COMPUTED;
    }
    return Source.COMPUTED;
  }

  private static boolean isZero(INDArray array) {
    return array.length() == 0 || array.amaxNumber().doubleValue() == 0;
  }

  /** What ConstantOfShape repeats, unless it is zero. */
  private Optional<INDArray> fill(NodeProto node) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals("value"))
        .map(AttributeProto::getT)
        .map(this::array)
        .filter(array -> !isZero(array))
        .findFirst();
  }

  private INDArray array(TensorProto tensor) {
    return new OnnxTensors(file).array(tensor);
  }

  /**
   * The constant that a value repeats.
   *
   * @throws WeightFileException if other operators stand between
   */
  String expanded(String value) {
    String name = value;
    for (int hops = 0; hops <= DEEPEST && !model.isConstant(name); hops++) {
      NodeProto maker = makers.get(name);
      if (maker == null || !REPEATING.contains(maker.getOpType())) {
        break;
      }
      name = maker.getInput(0);
    }
    if (!model.isConstant(name)) {
      throw new WeightFileException(
          file,
          "cannot be used: %s is cut or moved out of a constant; export it with constant folding."
              .formatted(quote(value)));
    }
    return name;
  }
}
