package org.unroll4j.interop.files;

import static org.unroll4j.interop.WeightFileException.quote;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.dl4j.Dl4jNetworks;
import org.unroll4j.dl4j.ModelFiles;
import org.unroll4j.interop.StackWeights;
import org.unroll4j.interop.WeightFileException;
import org.unroll4j.interop.keras.KerasLayer;
import org.unroll4j.interop.keras.KerasWeights;
import org.unroll4j.interop.networks.StackNetworks;
import org.unroll4j.interop.onnx.OnnxModel;
import org.unroll4j.interop.pytorch.PytorchStack;
import org.unroll4j.interop.safetensors.SafetensorsFile;

/** Makes networks with Unroll4J's layers of files of any of the formats. */
public final class Imports {

  private Imports() {}

  /**
   * What a file does not say.
   *
   * @param prefix of the recurrent arrays in a safetensors file, dot included, or the name of a
   *     layer of Keras; null if there is only one
   * @param relu whether a simple cell in a file of weights alone has ReLU instead of tanh
   * @param oneBias whether two biases that add up are added, so that every layer has one
   */
  public record Options(String prefix, boolean relu, boolean oneBias) {

    /** The only prefix, tanh, and as many biases as the file has. */
    public static final Options NONE = new Options(null, false, false);

    private RnnCell.Activation activation() {
      return relu ? RnnCell.Activation.RELU : RnnCell.Activation.TANH;
    }
  }

  /**
   * Reads a file and saves the network; see {@link #read}.
   *
   * @param saved appears whole or not at all
   * @throws IOException if the one cannot be read or the other not be written
   */
  public static void convert(Path file, Options options, Path saved) throws IOException {
    ModelFiles.save(read(file, options), saved);
  }

  /**
   * Reads a file.
   *
   * @return of a saved network, the same with Unroll4J's recurrent layers; of the other formats, a
   *     network of the recurrent layers alone, without embeddings and output layers
   * @throws WeightFileException if it cannot be used
   * @throws IOException if it cannot be read
   */
  public static Model read(Path file, Options options) throws IOException {
    return Guard.guarded(
        file,
        () ->
            switch (WeightFormat.of(file)) {
              case SAFETENSORS -> network(safetensors(file, options), options);
              case ONNX -> network(OnnxModel.read(file).stack(), options);
              case KERAS -> network(keras(file, options), options);
              case DEEPLEARNING4J -> withUnrollLayers(ModelFiles.load(file));
            });
  }

  private static Model network(StackWeights<?, ?> weights, Options options) {
    return StackNetworks.network(options.oneBias() ? weights.withOneBias() : weights);
  }

  private static Model withUnrollLayers(Model model) {
    return model instanceof ComputationGraph graph
        ? Dl4jNetworks.withUnrollLayers(graph)
        : Dl4jNetworks.withUnrollLayers((MultiLayerNetwork) model);
  }

  private static StackWeights<?, ?> keras(Path file, Options options) throws IOException {
    List<KerasLayer> layers = KerasWeights.read(file, options.activation());
    List<KerasLayer> chosen =
        layers.stream()
            .filter(layer -> options.prefix() == null || layer.name().equals(options.prefix()))
            .toList();
    if (chosen.size() != 1) {
      throw new WeightFileException(
          file,
          layers.isEmpty()
              ? "holds no SimpleRNN, GRU or LSTM layer."
              : "holds the layers %s; choose one with --prefix."
                  .formatted(
                      quote(
                          layers.stream().map(KerasLayer::name).collect(Collectors.joining(" ")))));
    }
    return chosen.get(0).weights();
  }

  /** Reads the arrays of one prefix only. */
  private static StackWeights<?, ?> safetensors(Path file, Options options) throws IOException {
    try (SafetensorsFile open = SafetensorsFile.open(file)) {
      Map<String, List<String>> modules = PytorchStack.modules(open.tensors().keySet());
      String prefix = options.prefix();
      if (prefix == null && modules.size() != 1) {
        throw new WeightFileException(
            file,
            modules.isEmpty()
                ? "holds no recurrent weights: no name ends like weight_ih_l0."
                : "holds recurrent weights with the prefixes %s; choose one with --prefix."
                    .formatted(quote(String.join(" ", modules.keySet()))));
      }
      String chosen = prefix == null ? modules.keySet().iterator().next() : prefix;
      Map<String, INDArray> arrays = new LinkedHashMap<>();
      for (String name : modules.getOrDefault(chosen, List.of())) {
        arrays.put(name, open.array(name));
      }
      return PytorchStack.read(arrays, chosen, options.activation());
    }
  }
}
