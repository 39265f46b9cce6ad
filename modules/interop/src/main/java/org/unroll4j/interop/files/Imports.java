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
import org.unroll4j.interop.safetensors.TensorInfo;

/** Makes networks with Unroll4J's layers of files of any of the formats. */
public final class Imports {

  private Imports() {}

  /**
   * What a file does not say.
   *
   * @param prefix of the recurrent arrays in a safetensors file, dot included, or the name of a
   *     layer of Keras; null if there is only one
   * @param relu whether a simple cell in a file of weights alone has ReLU instead of tanh
   */
  public record Options(String prefix, boolean relu) {

    /** The only prefix, and tanh. */
    public static final Options NONE = new Options(null, false);

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
   * @throws WeightFileException or another {@code IllegalArgumentException} of one line, if it
   *     cannot be used
   * @throws IOException if it cannot be read
   */
  public static Model read(Path file, Options options) throws IOException {
    return switch (WeightFormat.of(file)) {
      case SAFETENSORS -> StackNetworks.network(safetensors(file, options));
      case ONNX -> StackNetworks.network(OnnxModel.read(file).stack());
      case KERAS -> StackNetworks.network(keras(file, options));
      case DEEPLEARNING4J -> withUnrollLayers(ModelFiles.load(file));
    };
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
      List<String> prefixes = PytorchStack.prefixes(open.tensors().keySet());
      String prefix = options.prefix();
      if (prefix == null && prefixes.size() != 1) {
        throw new WeightFileException(
            file,
            prefixes.isEmpty()
                ? "holds no recurrent weights: no name ends like weight_ih_l0."
                : "holds recurrent weights with the prefixes %s; choose one with --prefix."
                    .formatted(quote(String.join(" ", prefixes))));
      }
      String chosen = prefix == null ? prefixes.get(0) : prefix;
      Map<String, INDArray> arrays = new LinkedHashMap<>();
      for (TensorInfo tensor : open.tensors().values()) {
        if (PytorchStack.prefixes(java.util.Set.of(tensor.name())).contains(chosen)) {
          arrays.put(tensor.name(), open.array(tensor.name()));
        }
      }
      return PytorchStack.read(arrays, chosen, options.activation());
    }
  }
}
