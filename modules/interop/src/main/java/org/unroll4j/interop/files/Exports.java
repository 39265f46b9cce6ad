package org.unroll4j.interop.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.unroll4j.dl4j.Dl4jNetworks;
import org.unroll4j.dl4j.ModelFiles;
import org.unroll4j.interop.networks.NetworkArrays;
import org.unroll4j.interop.networks.PlainNetworks;
import org.unroll4j.interop.onnx.OnnxExport;
import org.unroll4j.interop.safetensors.Safetensors;

/** Writes networks in any of the formats. */
public final class Exports {

  /** PyTorch's libraries look for it. */
  private static final Map<String, String> METADATA =
      Map.of("format", "pt", "producer", "unroll4j");

  private Exports() {}

  /**
   * Writes a network; the file appears whole or not at all.
   *
   * @param passing vertices that hand on their input when nothing is learned, such as a dropout of
   *     one's own; they are left out
   * @throws IllegalArgumentException naming layer or vertex, if the format has no counterpart
   * @throws IOException if the file cannot be written
   */
  public static void write(
      ComputationGraph network,
      Set<Class<? extends GraphVertex>> passing,
      NetworkFormat format,
      Path file)
      throws IOException {
    switch (format) {
      case ONNX -> OnnxExport.write(network, passing, file);
      case SAFETENSORS ->
          Safetensors.write(
              file, NetworkArrays.of(Dl4jNetworks.withUnrollLayers(network)), METADATA);
      case DL4J -> ModelFiles.save(PlainNetworks.of(network, passing), file);
    }
  }
}
