package org.unroll4j.dl4j;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Saves and loads networks in Deeplearning4j's file format, safely.
 *
 * <p>Deeplearning4j's own {@code ModelSerializer.restore…} runs Java deserialisation on an entry of
 * the file and allocates whatever lengths the file names: a file from a stranger can run code.
 * Loading here accepts the entries {@code configuration.json}, {@code coefficients.bin}, {@code
 * updaterState.bin} and {@code normalizer.bin} (which it does not read) and nothing else, compares
 * every size with the configuration before allocating, and lets the configuration name classes of
 * Deeplearning4j, ND4J and Unroll4J only.
 *
 * <p>A file is written beside its place, flushed to the disk and then moved there in one step:
 * after a crash there is the old file or the new one.
 */
public final class ModelFiles {

  private ModelFiles() {}

  /**
   * Saves a network with its updater's state and its counters.
   *
   * @param network a {@code MultiLayerNetwork} or a {@code ComputationGraph}
   * @throws IOException if the file cannot be written; an older one is then still there
   */
  public static void save(Model network, Path file) throws IOException {
    if (!(network instanceof MultiLayerNetwork) && !(network instanceof ComputationGraph)) {
      throw new IllegalArgumentException(
          "ModelFiles.save: expected a MultiLayerNetwork or a ComputationGraph, received "
              + network.getClass().getName()
              + ".");
    }
    Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "directory");
    Path temporary = directory.resolve(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel channel =
              FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
        ModelSerializer.writeModel(network, out, true);
        out.flush();
        channel.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncDirectory(directory);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** So that the new name survives a power cut as well; not possible on every file system. */
  private static void syncDirectory(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      return;
    }
  }

  /**
   * Loads a {@code MultiLayerNetwork}.
   *
   * @param trustedPackages packages, besides Deeplearning4j's, ND4J's and Unroll4J's, whose classes
   *     the configuration may name
   * @throws ModelFileException if the file is not such a model, is damaged, or holds anything that
   *     is refused
   */
  public static MultiLayerNetwork loadMultiLayerNetwork(Path file, String... trustedPackages) {
    try (ModelZip zip = ModelZip.open(file)) {
      ModelConfiguration configuration =
          ModelConfiguration.parse(file, zip.configuration(), Set.of(trustedPackages));
      if (!configuration.isMultiLayerNetwork()) {
        throw wrongKind(file, configuration.isComputationGraph(), "ComputationGraph");
      }
      return guarded(file, () -> multiLayerNetwork(file, zip, configuration.json()));
    }
  }

  /**
   * Loads a {@code ComputationGraph}.
   *
   * @param trustedPackages packages, besides Deeplearning4j's, ND4J's and Unroll4J's, whose classes
   *     the configuration may name
   * @throws ModelFileException if the file is not such a model, is damaged, or holds anything that
   *     is refused
   */
  public static ComputationGraph loadComputationGraph(Path file, String... trustedPackages) {
    try (ModelZip zip = ModelZip.open(file)) {
      ModelConfiguration configuration =
          ModelConfiguration.parse(file, zip.configuration(), Set.of(trustedPackages));
      if (!configuration.isComputationGraph()) {
        throw wrongKind(file, configuration.isMultiLayerNetwork(), "MultiLayerNetwork");
      }
      return guarded(file, () -> computationGraph(file, zip, configuration.json()));
    }
  }

  /**
   * Loads a network of either kind.
   *
   * @param trustedPackages packages, besides Deeplearning4j's, ND4J's and Unroll4J's, whose classes
   *     the configuration may name
   * @return a {@code MultiLayerNetwork} or a {@code ComputationGraph}
   * @throws ModelFileException if the file is no model, is damaged, or holds anything that is
   *     refused
   */
  public static Model load(Path file, String... trustedPackages) {
    try (ModelZip zip = ModelZip.open(file)) {
      ModelConfiguration configuration =
          ModelConfiguration.parse(file, zip.configuration(), Set.of(trustedPackages));
      if (configuration.isMultiLayerNetwork()) {
        return guarded(file, () -> multiLayerNetwork(file, zip, configuration.json()));
      }
      if (configuration.isComputationGraph()) {
        return guarded(file, () -> computationGraph(file, zip, configuration.json()));
      }
      throw wrongKind(file, false, "");
    }
  }

  private static ModelFileException wrongKind(Path file, boolean isOther, String other) {
    return new ModelFileException(
        file,
        isOther
            ? "holds a %s; load it with load%s.".formatted(other, other)
            : "holds neither a MultiLayerNetwork nor a ComputationGraph.");
  }

  private static MultiLayerNetwork multiLayerNetwork(Path file, ModelZip zip, String json) {
    MultiLayerConfiguration configuration = MultiLayerConfiguration.fromJson(json);
    long parameters = 0;
    for (NeuralNetConfiguration conf : configuration.getConfs()) {
      Layer layer = conf.getLayer();
      parameters = Math.addExact(parameters, layer.initializer().numParams(layer));
    }
    INDArray flat = coefficients(file, zip, parameters, configuration.getDataType());
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init(flat, false);
    INDArray state = network.getUpdater().getStateViewArray();
    restore(file, zip, state);
    return network;
  }

  private static ComputationGraph computationGraph(Path file, ModelZip zip, String json) {
    ComputationGraphConfiguration configuration = ComputationGraphConfiguration.fromJson(json);
    long parameters = 0;
    for (var vertex : configuration.getVertices().values()) {
      parameters = Math.addExact(parameters, vertex.numParams(true));
    }
    INDArray flat = coefficients(file, zip, parameters, configuration.getDataType());
    ComputationGraph network = new ComputationGraph(configuration);
    network.init(flat, false);
    INDArray state = network.getUpdater().getStateViewArray();
    restore(file, zip, state);
    return network;
  }

  private static INDArray coefficients(Path file, ModelZip zip, long parameters, DataType type) {
    INDArray flat = zip.array(ModelZip.COEFFICIENTS, parameters).array();
    if (flat.dataType() != type) {
      throw new ModelFileException(
          file, "has parameters of type %s and a %s network.".formatted(flat.dataType(), type));
    }
    return flat;
  }

  private static void restore(Path file, ModelZip zip, INDArray updaterState) {
    boolean needed = updaterState != null && updaterState.length() > 0;
    if (!zip.has(ModelZip.UPDATER_STATE)) {
      return;
    }
    if (!needed) {
      throw new ModelFileException(file, "has an updater's state that its network does not use.");
    }
    INDArray saved = zip.array(ModelZip.UPDATER_STATE, updaterState.length()).array();
    updaterState.assign(saved.reshape(updaterState.shape()));
  }

  private static <T> T guarded(Path file, java.util.function.Supplier<T> load) {
    try {
      return load.get();
    } catch (ModelFileException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new ModelFileException(file, "has a configuration that cannot be used", e);
    }
  }
}
