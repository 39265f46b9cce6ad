package org.unroll4j.interop.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.network.StackShape;
import org.unroll4j.dl4j.ModelFiles;
import org.unroll4j.interop.WeightFileException;
import org.unroll4j.interop.keras.KerasLayer;
import org.unroll4j.interop.keras.KerasWeights;
import org.unroll4j.interop.onnx.OnnxLayer;
import org.unroll4j.interop.onnx.OnnxModel;
import org.unroll4j.interop.pytorch.PytorchStack;
import org.unroll4j.interop.safetensors.SafetensorsFile;
import org.unroll4j.interop.safetensors.TensorInfo;

/**
 * What a file holds.
 *
 * @param arrays one line each, in the order of the file
 * @param notes what is known beyond the arrays, in sentences
 */
public record Contents(List<Line> arrays, List<String> notes) {

  /**
   * One array.
   *
   * @param name in the file
   * @param type of its elements as the file names it
   * @param shape its sizes: {@code [2, 3]}
   * @param norm the square root of the sum of its squares; empty for a type that is not read
   */
  public record Line(String name, String type, String shape, OptionalDouble norm) {}

  /** Copies of the lists are kept. */
  public Contents {
    arrays = List.copyOf(arrays);
    notes = List.copyOf(notes);
  }

  /**
   * Looks into a file of any of the formats.
   *
   * @throws WeightFileException if it is damaged or none of them
   * @throws IOException if it cannot be read
   */
  public static Contents of(Path file) throws IOException {
    return Guard.guarded(
        file,
        () ->
            switch (WeightFormat.of(file)) {
              case SAFETENSORS -> safetensors(file);
              case ONNX -> onnx(file);
              case KERAS -> keras(file);
              case DEEPLEARNING4J -> network(ModelFiles.load(file));
            });
  }

  private static Contents safetensors(Path file) throws IOException {
    List<Line> lines = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    try (SafetensorsFile open = SafetensorsFile.open(file)) {
      for (TensorInfo tensor : open.tensors().values()) {
        Optional<INDArray> array =
            tensor.isRead() ? Optional.of(open.array(tensor.name())) : Optional.empty();
        lines.add(new Line(tensor.name(), tensor.type(), tensor.shape().toString(), norm(array)));
      }
      for (var module : PytorchStack.modules(open.tensors().keySet()).entrySet()) {
        String prefix = module.getKey();
        notes.add("'%s' %s".formatted(prefix, pytorch(open, prefix, module.getValue())));
      }
      open.metadata().forEach((key, value) -> notes.add("metadata %s: %s".formatted(key, value)));
    }
    return new Contents(lines, notes);
  }

  private static String pytorch(SafetensorsFile open, String prefix, List<String> names)
      throws IOException {
    try {
      Map<String, INDArray> arrays = new LinkedHashMap<>();
      for (String name : names) {
        arrays.put(name, open.array(name));
      }
      return "is " + words(PytorchStack.read(arrays, prefix).shape()) + ".";
    } catch (IllegalArgumentException e) {
      return "cannot be imported: " + e.getMessage();
    }
  }

  private static Contents onnx(Path file) throws IOException {
    OnnxModel model = OnnxModel.read(file);
    List<Line> lines = new ArrayList<>();
    model
        .constants()
        .forEach(
            (name, form) -> {
              int space = form.indexOf(' ');
              lines.add(
                  new Line(
                      name,
                      form.substring(0, space),
                      form.substring(space + 1),
                      norm(floats(model, name))));
            });
    List<String> notes = new ArrayList<>();
    try {
      for (OnnxLayer layer : model.recurrentLayers()) {
        notes.add("'%s' is %s.".formatted(layer.name(), words(layer.weights().shape())));
      }
    } catch (WeightFileException e) {
      notes.add(e.getMessage());
    }
    return new Contents(lines, notes);
  }

  private static Contents keras(Path file) throws IOException {
    List<Line> lines = new ArrayList<>();
    KerasWeights.arrays(file).forEach((name, array) -> lines.add(line(name, array)));
    List<String> notes = new ArrayList<>();
    try {
      for (KerasLayer layer : KerasWeights.read(file)) {
        notes.add("'%s' is %s.".formatted(layer.name(), words(layer.weights().shape())));
      }
    } catch (WeightFileException e) {
      notes.add(e.getMessage());
    }
    return new Contents(lines, notes);
  }

  private static Line line(String name, INDArray array) {
    return new Line(
        name, array.dataType().name(), Arrays.toString(array.shape()), norm(Optional.of(array)));
  }

  /** A constant that may be of a type, or in a place, that is not read. */
  private static Optional<INDArray> floats(OnnxModel model, String name) {
    try {
      return Optional.of(model.array(name));
    } catch (WeightFileException e) {
      return Optional.empty();
    }
  }

  /** The layers of a network and their parameters, by Deeplearning4j's names. */
  public static Contents network(Model network) {
    Layer[] layers =
        network instanceof ComputationGraph graph
            ? graph.getLayers()
            : ((MultiLayerNetwork) network).getLayers();
    List<Line> lines = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (int i = 0; i < layers.length; i++) {
      org.deeplearning4j.nn.conf.layers.Layer conf = layers[i].conf().getLayer();
      String name = conf.getLayerName() == null ? String.valueOf(i) : conf.getLayerName();
      notes.add("'%s' is a %s.".formatted(name, conf.getClass().getSimpleName()));
      layers[i].paramTable().forEach((key, array) -> lines.add(line(name + "." + key, array)));
    }
    return new Contents(lines, notes);
  }

  private static String words(StackShape<?, ?> shape) {
    return "%s: %d features, %d units, %d layer%s, %s"
        .formatted(
            shape.cell().name(),
            shape.inputSize(),
            shape.hiddenSize(),
            shape.layers(),
            shape.layers() == 1 ? "" : "s",
            shape.directions().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
  }

  private static OptionalDouble norm(Optional<INDArray> array) {
    if (array.isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        array.get().length() == 0
            ? 0
            : array.get().castTo(DataType.DOUBLE).norm2Number().doubleValue());
  }
}
