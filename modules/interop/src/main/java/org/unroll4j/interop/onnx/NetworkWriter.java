package org.unroll4j.interop.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorProto;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.dl4j.Dl4jNetworks;
import org.unroll4j.dl4j.FinalState;
import org.unroll4j.interop.StackWeights;
import org.unroll4j.interop.networks.RecurrentLayers;

/** Writes a whole network, vertex by vertex from the inputs on. */
final class NetworkWriter {

  private final ComputationGraph network;
  private final Set<Class<? extends GraphVertex>> passing;
  private final GraphWriter graph;

  /** The name of each vertex's value in the graph. */
  private final Map<String, String> values = new LinkedHashMap<>();

  /** The number of features of each vertex; inputs enter once a reader tells it. */
  private final Map<String, Long> widths = new LinkedHashMap<>();

  /** Vertices without a time axis. */
  private final Map<String, Boolean> perSequence = new LinkedHashMap<>();

  NetworkWriter(ComputationGraph network, Set<Class<? extends GraphVertex>> passing) {
    this.network = Dl4jNetworks.withUnrollLayers(network);
    this.passing = passing;
    this.graph = new GraphWriter(network.getConfiguration().getDataType());
  }

  ModelProto model() {
    List<String> inputs = network.getConfiguration().getNetworkInputs();
    inputs.forEach(input -> values.put(input, input));
    Map<String, GraphVertex> vertices = network.getConfiguration().getVertices();
    for (int index : network.topologicalSortOrder()) {
      String name = network.getVertices()[index].getVertexName();
      if (vertices.containsKey(name)) {
        write(name, vertices.get(name), network.getConfiguration().getVertexInputs().get(name));
      }
    }
    for (String input : inputs) {
      if (isOfAnEmbedding(input)) {
        graph.integers(input, TensorProto.DataType.INT64, GraphWriter.STEPS, GraphWriter.BATCH);
      } else {
        Object width = widths.containsKey(input) ? widths.get(input) : input + ".features";
        graph.input(input, GraphWriter.STEPS, GraphWriter.BATCH, width);
      }
    }
    graph.integers(LayerWriter.LENGTHS, TensorProto.DataType.INT32, GraphWriter.BATCH);
    network.getConfiguration().getNetworkOutputs().forEach(this::output);
    return graph.model();
  }

  private void output(String name) {
    if (!values.get(name).equals(name)) {
      graph.node("Identity", List.of(values.get(name)), name);
    }
    Object[] sizes =
        isPerSequence(name)
            ? new Object[] {GraphWriter.BATCH, widths.get(name)}
            : new Object[] {GraphWriter.STEPS, GraphWriter.BATCH, widths.get(name)};
    graph.output(name, sizes);
  }

  private boolean isOfAnEmbedding(String input) {
    return network.getConfiguration().getVertexInputs().entrySet().stream()
        .filter(vertex -> vertex.getValue().contains(input))
        .map(vertex -> network.getConfiguration().getVertices().get(vertex.getKey()))
        .anyMatch(
            vertex ->
                vertex instanceof LayerVertex layer
                    && layer.getLayerConf().getLayer() instanceof EmbeddingSequenceLayer);
  }

  private void write(String name, GraphVertex vertex, List<String> inputs) {
    if (vertex instanceof LayerVertex layer) {
      if (layer.getPreProcessor() != null) {
        throw refused(name, layer.getPreProcessor().getClass());
      }
      writeLayer(name, layer.getLayerConf().getLayer(), inputs.get(0));
    } else if (vertex instanceof MergeVertex) {
      merge(name, inputs);
    } else if (passing.contains(vertex.getClass())) {
      values.put(name, values.get(inputs.get(0)));
      copyWidth(inputs.get(0), name);
      perSequence.put(name, isPerSequence(inputs.get(0)));
    } else {
      throw refused(name, vertex.getClass());
    }
  }

  private void merge(String name, List<String> inputs) {
    boolean flat = isPerSequence(inputs.get(0));
    graph.node(
        "Concat",
        inputs.stream().map(values::get).toList(),
        name,
        GraphWriter.attribute("axis", flat ? 1 : 2));
    values.put(name, name);
    perSequence.put(name, flat);
    if (inputs.stream().allMatch(widths::containsKey)) {
      widths.put(name, inputs.stream().mapToLong(widths::get).sum());
    }
  }

  private void writeLayer(String name, org.deeplearning4j.nn.conf.layers.Layer conf, String input) {
    Layer layer = network.getLayer(name);
    boolean ends = conf instanceof FinalState;
    if (RecurrentLayers.isRecurrent(conf) && RecurrentLayers.isPlainOrFinal(conf)) {
      StackWeights<?, ?> weights = RecurrentLayers.weights(layer);
      tellWidth(input, weights.shape().inputSize());
      LayerWriter writer = new LayerWriter(graph, name, weights, 0).write(values.get(input));
      values.put(name, ends ? writer.finalHidden() : writer.outputs());
      widths.put(name, (long) weights.shape().outputSize());
      perSequence.put(name, ends);
    } else if (conf instanceof EmbeddingSequenceLayer embedding) {
      String table = graph.constant(name + ".weight", layer.getParam("W"));
      String picked = graph.node("Gather", List.of(table, values.get(input)), name + ".picked");
      finish(name, embedding, picked, false);
    } else if (conf instanceof RnnOutputLayer
        || conf.getClass() == OutputLayer.class
        || conf.getClass() == DenseLayer.class) {
      FeedForwardLayer dense = (FeedForwardLayer) conf;
      tellWidth(input, dense.getNIn());
      String weights = graph.constant(name + ".weight", layer.getParam("W"));
      String product = graph.node("MatMul", List.of(values.get(input), weights), name + ".product");
      finish(name, dense, product, isPerSequence(input));
    } else {
      throw refused(name, conf.getClass());
    }
  }

  /** Bias and activation behind a product. */
  private void finish(String name, FeedForwardLayer conf, String product, boolean flat) {
    INDArray bias = network.getLayer(name).getParam("b");
    String sum = product;
    if (bias != null) {
      String b = graph.constant(name + ".bias", bias.reshape(bias.length()));
      sum = graph.node("Add", List.of(product, b), name + ".sum");
    }
    String operator = activation(name, conf);
    values.put(name, graph.node(operator, List.of(sum), name));
    widths.put(name, conf.getNOut());
    perSequence.put(name, flat);
  }

  private static String activation(String name, BaseLayer conf) {
    String function = conf.getActivationFn().toString();
    return switch (function) {
      case "identity" -> "Identity";
      case "sigmoid" -> "Sigmoid";
      case "softmax" -> "Softmax";
      case "tanh" -> "Tanh";
      case "relu" -> "Relu";
      default ->
          throw new IllegalArgumentException(
              "ONNX export: the activation %s of '%s' is not supported; supported are identity, sigmoid, softmax, tanh and relu."
                  .formatted(function, name));
    };
  }

  /** A reader knows how many features a vertex has, which for an input nobody else does. */
  private void tellWidth(String name, long width) {
    if (widths.putIfAbsent(name, width) != null) {
      return;
    }
    List<String> parts = network.getConfiguration().getVertexInputs().get(name);
    if (parts == null) {
      return;
    }
    List<String> unknown = parts.stream().filter(part -> !widths.containsKey(part)).toList();
    if (unknown.size() == 1) {
      long known = parts.stream().filter(widths::containsKey).mapToLong(widths::get).sum();
      tellWidth(unknown.get(0), width - known);
    }
  }

  private void copyWidth(String from, String to) {
    if (widths.containsKey(from)) {
      widths.put(to, widths.get(from));
    }
  }

  private boolean isPerSequence(String name) {
    return perSequence.getOrDefault(name, false);
  }

  private static IllegalArgumentException refused(String name, Class<?> type) {
    return new IllegalArgumentException(
        "ONNX export: '%s' is a %s, which is not supported.".formatted(name, type.getSimpleName()));
  }
}
