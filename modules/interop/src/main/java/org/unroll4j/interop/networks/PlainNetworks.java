package org.unroll4j.interop.networks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.unroll4j.dl4j.Dl4jNetworks;
import org.unroll4j.dl4j.FinalState;

/** Networks that need nothing but Deeplearning4j to be loaded. */
public final class PlainNetworks {

  private static final List<String> THEIRS = List.of("org.deeplearning4j.", "org.nd4j.");

  private PlainNetworks() {}

  /**
   * The same network with Deeplearning4j's own layers. Vertices that hand on their input are left
   * out. A loss from elsewhere behind a sigmoid becomes {@code LossBinaryXENT}, which sums over
   * time and divides by the number of sequences; outputs do not depend on it.
   *
   * @param passing vertices that hand on their input when nothing is learned
   * @throws IllegalArgumentException naming the vertex, if Deeplearning4j has no counterpart: a
   *     GRU, {@link FinalState}
   */
  public static ComputationGraph of(
      ComputationGraph network, Set<Class<? extends GraphVertex>> passing) {
    ComputationGraph converted = Dl4jNetworks.withDl4jLayers(network);
    ComputationGraphConfiguration configuration = converted.getConfiguration().clone();
    configuration.setTopologicalOrder(null);
    configuration.setTopologicalOrderStr(null);
    for (String name : List.copyOf(configuration.getVertices().keySet())) {
      if (passing.contains(configuration.getVertices().get(name).getClass())) {
        remove(configuration, name);
      }
    }
    configuration.getVertices().forEach(PlainNetworks::makePlain);
    ComputationGraph plain = new ComputationGraph(configuration);
    plain.init();
    for (Layer layer : plain.getLayers()) {
      Layer from = converted.getLayer(layer.conf().getLayer().getLayerName());
      layer.paramTable().forEach((key, array) -> array.assign(from.getParam(key)));
    }
    return plain;
  }

  /** Whoever read the vertex reads its input. */
  private static void remove(ComputationGraphConfiguration configuration, String name) {
    Map<String, List<String>> inputs = configuration.getVertexInputs();
    String below = inputs.remove(name).get(0);
    configuration.getVertices().remove(name);
    inputs.replaceAll(
        (reader, read) -> read.stream().map(v -> v.equals(name) ? below : v).toList());
  }

  private static void makePlain(String name, GraphVertex vertex) {
    requireTheirs(name, vertex.getClass());
    if (!(vertex instanceof LayerVertex layerVertex)) {
      return;
    }
    org.deeplearning4j.nn.conf.layers.Layer layer = layerVertex.getLayerConf().getLayer();
    requireTheirs(name, layer.getClass());
    if (layer instanceof BaseOutputLayer output && !isTheirs(output.getLossFn().getClass())) {
      if (!(output.getActivationFn() instanceof ActivationSigmoid)) {
        requireTheirs(name, output.getLossFn().getClass());
      }
      output.setLossFn(new LossBinaryXENT());
    }
  }

  private static boolean isTheirs(Class<?> type) {
    return THEIRS.stream().anyMatch(type.getName()::startsWith);
  }

  private static void requireTheirs(String name, Class<?> type) {
    if (!isTheirs(type)) {
      throw new IllegalArgumentException(
          "PlainNetworks: '%s' is a %s, which Deeplearning4j does not have."
              .formatted(name, type.getSimpleName()));
    }
  }
}
