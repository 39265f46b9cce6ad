package org.unroll4j.interop.onnx;

import static org.unroll4j.interop.WeightFileException.quote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.interop.StackWeights;
import org.unroll4j.interop.WeightFileException;

/**
 * An ONNX file that was read: its constants and its recurrent nodes. What else the graph computes
 * is not looked at. Nothing outside the file is opened.
 *
 * <p>At most {@value #LARGEST_FILE} bytes are read, because parsing holds the file several times in
 * memory; networks with larger weights come as safetensors.
 */
public final class OnnxModel {

  /** Bytes of the largest file that is read. */
  public static final int LARGEST_FILE = 256 << 20;

  private final Path file;
  private final ModelProto model;
  private final Map<String, TensorProto> constants = new LinkedHashMap<>();
  private final ValueSources sources;

  private OnnxModel(Path file, ModelProto model) {
    this.file = file;
    this.model = model;
    model.getGraph().getInitializerList().forEach(t -> constants.put(t.getName(), t));
    for (NodeProto node : model.getGraph().getNodeList()) {
      addConstant(node);
    }
    this.sources = new ValueSources(file, this, model.getGraph());
  }

  /** What a Constant node gives, and what an Identity hands on. */
  private void addConstant(NodeProto node) {
    if (node.getOutputCount() != 1) {
      return;
    }
    if (node.getOpType().equals("Constant")) {
      node.getAttributeList().stream()
          .filter(attribute -> attribute.getName().equals("value"))
          .map(AttributeProto::getT)
          .forEach(tensor -> constants.put(node.getOutput(0), tensor));
    } else if (node.getOpType().equals("Identity") && node.getInputCount() == 1) {
      TensorProto handedOn = constants.get(node.getInput(0));
      if (handedOn != null) {
        constants.put(node.getOutput(0), handedOn);
      }
    }
  }

  /**
   * Reads a file.
   *
   * @throws WeightFileException if it is no ONNX file, is damaged, or too large
   * @throws IOException if there is no such file, or the disk cannot be read
   */
  public static OnnxModel read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new WeightFileException(file, "is a folder, not an ONNX file.");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes((int) Math.min(Files.size(file), LARGEST_FILE) + 1);
    }
    if (bytes.length > LARGEST_FILE) {
      throw new WeightFileException(
          file, "has more than %d bytes, too many for an ONNX file here.".formatted(LARGEST_FILE));
    }
    ModelProto model;
    try {
      FieldBudget.require(file, bytes, ModelProto.getDescriptor());
      model = ModelProto.parseFrom(bytes);
    } catch (IOException e) {
      throw new WeightFileException(file, "is no ONNX file, or is damaged.", e);
    }
    if (!model.hasGraph()) {
      throw new WeightFileException(file, "is no ONNX file: it has no graph.");
    }
    return new OnnxModel(file, model);
  }

  /** The names of all constants with their types and shapes: {@code FLOAT [2, 3]}. */
  public Map<String, String> constants() {
    Map<String, String> forms = new LinkedHashMap<>();
    constants.forEach(
        (name, tensor) ->
            forms.put(name, OnnxTensors.typeName(tensor) + " " + tensor.getDimsList()));
    return forms;
  }

  /**
   * A constant of the graph.
   *
   * @return FLOAT, or DOUBLE for double
   * @throws WeightFileException if there is none of that name, or its type is not read
   */
  public INDArray array(String name) {
    TensorProto tensor = constants.get(name);
    if (tensor == null) {
      throw new WeightFileException(file, "has no constant %s.".formatted(quote(name)));
    }
    return new OnnxTensors(file).array(tensor);
  }

  boolean isConstant(String name) {
    return constants.containsKey(name);
  }

  /** A constant vector of a few integers; empty if there is none of that name. */
  List<Long> integers(String name) {
    TensorProto tensor = constants.get(name);
    return tensor == null ? List.of() : new OnnxTensors(file).integers(tensor);
  }

  ValueSources sources() {
    return sources;
  }

  /**
   * The LSTM, GRU and RNN nodes in the order of the graph.
   *
   * @throws WeightFileException naming node and attribute, if one does what is not supported
   */
  public List<OnnxLayer> recurrentLayers() {
    List<OnnxLayer> layers = new ArrayList<>();
    GraphLinks links = new GraphLinks(model.getGraph(), this);
    for (NodeProto node : model.getGraph().getNodeList()) {
      if (NodeReader.isRecurrent(node)) {
        layers.add(new NodeReader(file, this, node).layer(links.sumsDirections(node)));
      }
    }
    return layers;
  }

  /**
   * All recurrent nodes as one stack.
   *
   * @throws WeightFileException if there are none, they do not stand on top of one another with one
   *     cell, one width and the same directions, or one starts from a state that the graph holds or
   *     computes
   */
  public StackWeights<?, ?> stack() {
    List<NodeProto> nodes =
        model.getGraph().getNodeList().stream().filter(NodeReader::isRecurrent).toList();
    if (nodes.isEmpty()) {
      throw new WeightFileException(file, "has no LSTM, GRU or RNN node.");
    }
    GraphLinks links = new GraphLinks(model.getGraph(), this);
    for (int i = 1; i < nodes.size(); i++) {
      if (!links.reads(nodes.get(i), nodes.get(i - 1))) {
        throw new WeightFileException(
            file,
            "is not one stack: %s does not read the outputs of %s directly; take the layers one by one."
                .formatted(
                    quote(NodeReader.nameOf(nodes.get(i))),
                    quote(NodeReader.nameOf(nodes.get(i - 1)))));
      }
    }
    return OnnxLayers.stack(file, recurrentLayers());
  }
}
