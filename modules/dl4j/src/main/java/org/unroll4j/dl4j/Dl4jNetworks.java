package org.unroll4j.dl4j;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Exchanges the recurrent layers of a whole network, with settings and weights: {@code LSTM} and
 * {@link UnrollLstm}, {@code GravesLSTM} and {@link UnrollLstm} with peepholes, {@code SimpleRnn}
 * and {@link UnrollRnn}. All other layers are kept. The updater's state is not taken along, neither
 * are settings that only one side has (recurrent dropout, two biases); the given network is not
 * changed.
 */
public final class Dl4jNetworks {

  private Dl4jNetworks() {}

  /**
   * A network with Unroll4J's recurrent layers that computes the same function.
   *
   * @throws IllegalArgumentException if a recurrent layer has no counterpart
   */
  public static MultiLayerNetwork withUnrollLayers(MultiLayerNetwork network) {
    return exchange(network, LayerExchange.TO_UNROLL);
  }

  /**
   * A graph with Unroll4J's recurrent layers that computes the same function.
   *
   * @throws IllegalArgumentException if a recurrent layer has no counterpart
   */
  public static ComputationGraph withUnrollLayers(ComputationGraph network) {
    return exchange(network, LayerExchange.TO_UNROLL);
  }

  /**
   * A network with Deeplearning4j's recurrent layers that computes the same function where
   * sequences have full length.
   *
   * @throws IllegalArgumentException if a recurrent layer has no counterpart: {@link UnrollGru}, an
   *     LSTM with a projection
   */
  public static MultiLayerNetwork withDl4jLayers(MultiLayerNetwork network) {
    return exchange(network, LayerExchange.TO_DL4J);
  }

  /**
   * A graph with Deeplearning4j's recurrent layers that computes the same function where sequences
   * have full length.
   *
   * @throws IllegalArgumentException if a recurrent layer has no counterpart: {@link UnrollGru}, an
   *     LSTM with a projection
   */
  public static ComputationGraph withDl4jLayers(ComputationGraph network) {
    return exchange(network, LayerExchange.TO_DL4J);
  }

  private static MultiLayerNetwork exchange(MultiLayerNetwork network, LayerExchange exchange) {
    MultiLayerConfiguration configuration = network.getLayerWiseConfigurations().clone();
    configuration.getConfs().forEach(conf -> exchange(conf, exchange));
    MultiLayerNetwork converted = new MultiLayerNetwork(configuration);
    converted.init();
    for (int i = 0; i < network.getnLayers(); i++) {
      copy(network.getLayer(i), converted.getLayer(i));
    }
    return converted;
  }

  private static ComputationGraph exchange(ComputationGraph network, LayerExchange exchange) {
    ComputationGraphConfiguration configuration = network.getConfiguration().clone();
    configuration.getVertices().replaceAll((name, vertex) -> exchange.merge(vertex));
    configuration
        .getVertices()
        .values()
        .forEach(
            vertex -> {
              if (vertex instanceof LayerVertex layer) {
                exchange(layer.getLayerConf(), exchange);
              }
            });
    ComputationGraph converted = new ComputationGraph(configuration);
    converted.init();
    for (var vertex : network.getVertices()) {
      if (vertex.hasLayer()) {
        copy(vertex.getLayer(), converted.getLayer(vertex.getVertexName()));
      }
    }
    return converted;
  }

  private static void exchange(NeuralNetConfiguration conf, LayerExchange exchange) {
    conf.setLayer(exchange.exchange(conf.getLayer()));
    conf.clearVariables();
  }

  private static void copy(Layer from, Layer to) {
    if (from.numParams() > 0) {
      Dl4jWeights.copy(from, to);
    }
  }
}
