package org.unroll4j.dl4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;

/** Started as a process of its own by {@link ModelFilesTest}. */
final class FreshJvm {

  private FreshJvm() {}

  public static void main(String[] arguments) throws IOException {
    MultiLayerNetwork network = ModelFiles.loadMultiLayerNetwork(Path.of(arguments[0]));
    Files.writeString(Path.of(arguments[1]), outputAndNextUpdate(network));
  }

  static String outputAndNextUpdate(MultiLayerNetwork network) {
    var x = Networks.random(5, DataType.FLOAT, 1, 3, 2, 4);
    float[] output = network.output(x).dup('c').reshape(12).toFloatVector();
    update(network);
    return Arrays.toString(output)
        + Arrays.toString(network.params().reshape(network.numParams()).toFloatVector());
  }

  static void update(MultiLayerNetwork network) {
    network.fit(
        Networks.random(2, DataType.FLOAT, 1, 3, 2, 4),
        Networks.random(3, DataType.FLOAT, 1, 3, 1, 4));
  }
}
