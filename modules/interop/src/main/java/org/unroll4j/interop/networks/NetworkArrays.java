package org.unroll4j.interop.networks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.interop.StackWeights;
import org.unroll4j.interop.pytorch.PytorchStack;

/**
 * The weights of a network as named arrays in PyTorch's layouts, and back. A name is the layer's
 * name, a dot, and PyTorch's name of the array:
 *
 * <pre>{@code
 * recurrent layer    weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0 (and _reverse)
 * embedding          weight [indices, width]              (bias [width], if it has one)
 * dense, output      weight [outputs, inputs], bias [outputs]
 * }</pre>
 */
public final class NetworkArrays {

  private NetworkArrays() {}

  /**
   * The weights of all layers, in the order of the network's.
   *
   * @param network with Unroll4J's recurrent layers; see {@link
   *     org.unroll4j.dl4j.Dl4jNetworks#withUnrollLayers(ComputationGraph)} for others
   * @throws IllegalArgumentException naming the layer, if one has no counterpart in PyTorch
   */
  public static Map<String, INDArray> of(ComputationGraph network) {
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    for (Layer layer : network.getLayers()) {
      if (layer.numParams() > 0) {
        arrays.putAll(arrays(layer));
      }
    }
    return arrays;
  }

  /**
   * Overwrites the weights of all layers.
   *
   * @param arrays by the names that {@link #of} gives
   * @throws IllegalArgumentException naming the array, if one is missing, is too many, or has
   *     another shape than the network's; nothing is written then
   */
  public static void assign(ComputationGraph network, Map<String, INDArray> arrays) {
    Map<String, INDArray> expected = of(network);
    requireSame(expected, arrays);
    for (Layer layer : network.getLayers()) {
      if (layer.numParams() > 0) {
        assign(layer, arrays);
      }
    }
  }

  private static void requireSame(Map<String, INDArray> expected, Map<String, INDArray> arrays) {
    Set<String> missing = new LinkedHashSet<>(expected.keySet());
    missing.removeAll(arrays.keySet());
    Set<String> tooMany = new LinkedHashSet<>(arrays.keySet());
    tooMany.removeAll(expected.keySet());
    if (!missing.isEmpty() || !tooMany.isEmpty()) {
      throw new IllegalArgumentException(
          "NetworkArrays: the arrays must be those of the network, but %s are missing and %s are too many."
              .formatted(missing, tooMany));
    }
    expected.forEach(
        (name, array) -> {
          if (!array.equalShapes(arrays.get(name))) {
            throw new IllegalArgumentException(
                "NetworkArrays: '%s' must have shape %s, but has %s."
                    .formatted(
                        name,
                        Arrays.toString(array.shape()),
                        Arrays.toString(arrays.get(name).shape())));
          }
        });
  }

  private static Map<String, INDArray> arrays(Layer layer) {
    org.deeplearning4j.nn.conf.layers.Layer conf = layer.conf().getLayer();
    String prefix = conf.getLayerName() + ".";
    if (RecurrentLayers.isRecurrent(conf)) {
      return PytorchStack.write(RecurrentLayers.weights(layer), prefix);
    }
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    INDArray weights = layer.getParam("W");
    if (isEmbedding(conf)) {
      arrays.put(prefix + "weight", weights);
    } else if (isDense(conf)) {
      arrays.put(prefix + "weight", weights.transpose());
    } else {
      throw new IllegalArgumentException(
          "NetworkArrays: '%s' is a %s, which has no counterpart in PyTorch here."
              .formatted(conf.getLayerName(), conf.getClass().getSimpleName()));
    }
    INDArray bias = layer.getParam("b");
    if (bias != null) {
      arrays.put(prefix + "bias", bias.reshape(bias.length()));
    }
    return arrays;
  }

  private static void assign(Layer layer, Map<String, INDArray> arrays) {
    org.deeplearning4j.nn.conf.layers.Layer conf = layer.conf().getLayer();
    String prefix = conf.getLayerName() + ".";
    if (RecurrentLayers.isRecurrent(conf)) {
      StackWeights<?, ?> own = RecurrentLayers.weights(layer);
      RnnCell.Activation activation =
          own.shape().cell() instanceof RnnCell rnn ? rnn.activation() : RnnCell.Activation.TANH;
      StackWeights<?, ?> given = PytorchStack.read(arrays, prefix, activation);
      RecurrentLayers.assign(
          layer, own.hasTwoBiases() ? given.withTwoBiases() : given.withOneBias());
      return;
    }
    INDArray weights = arrays.get(prefix + "weight");
    layer.getParam("W").assign(isEmbedding(conf) ? weights : weights.transpose());
    INDArray bias = layer.getParam("b");
    if (bias != null) {
      bias.assign(arrays.get(prefix + "bias").reshape(bias.shape()));
    }
  }

  private static boolean isEmbedding(org.deeplearning4j.nn.conf.layers.Layer conf) {
    return conf instanceof EmbeddingSequenceLayer || conf instanceof EmbeddingLayer;
  }

  private static boolean isDense(org.deeplearning4j.nn.conf.layers.Layer conf) {
    return conf instanceof DenseLayer || conf instanceof BaseOutputLayer;
  }
}
