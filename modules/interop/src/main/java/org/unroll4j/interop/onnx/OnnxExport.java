package org.unroll4j.interop.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorProto;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.unroll4j.interop.StackWeights;
import org.unroll4j.interop.WholeFile;

/**
 * Writes stacks and networks as ONNX graphs.
 *
 * <p>All graphs are time-major and have the sequences' lengths as an input; a recurrent layer named
 * {@code l} has its initial states as inputs and its final states as outputs, so a graph can be run
 * in chunks and event by event:
 *
 * <pre>{@code
 * lengths            int32 [N]         valid steps of each sequence, padding on the right
 * l.initial_hidden   [D, N, H]         zeros at the start; D = 1, or 2 for both directions
 * l.initial_cell     [D, N, H]         LSTM only
 * l.final_hidden     [D, N, H]
 * l.final_cell       [D, N, H]         LSTM only
 * }</pre>
 *
 * <p>Files have the weights' type, FLOAT or DOUBLE. ONNX Runtime computes recurrent nodes in FLOAT
 * only.
 */
public final class OnnxExport {

  private OnnxExport() {}

  /**
   * Writes a stack: input {@code x} [T, N, F], output {@code outputs} [T, N, H] or [T, N, 2H], and
   * layers {@code layer0}, {@code layer1} …
   *
   * @throws IllegalArgumentException if ONNX has no operator for the cell
   * @throws IOException if the file cannot be written
   */
  public static void write(StackWeights<?, ?> weights, Path file) throws IOException {
    write(model(weights), file);
  }

  /**
   * Writes a network that was made of: {@code EmbeddingSequenceLayer}, Unroll4J's and
   * Deeplearning4j's recurrent layers, {@code Bidirectional}, {@code FinalState}, {@code
   * DenseLayer} and output layers, {@code MergeVertex}. Its inputs and outputs keep their names; an
   * input of an embedding is int64 [T, N], any other one [T, N, F]; an output is [T, N, outputs],
   * or [N, outputs] behind {@code FinalState}.
   *
   * @param passing vertices that hand on their input when nothing is learned, such as a dropout of
   *     one's own
   * @throws IllegalArgumentException naming the vertex, if one has no counterpart
   * @throws IOException if the file cannot be written
   */
  public static void write(
      ComputationGraph network, Set<Class<? extends GraphVertex>> passing, Path file)
      throws IOException {
    write(new NetworkWriter(network, passing).model(), file);
  }

  /**
   * Writes a network layer by layer, named {@code 0}, {@code 1} … unless they have names.
   *
   * @throws IllegalArgumentException naming the layer, if one has no counterpart
   * @throws IOException if the file cannot be written
   */
  public static void write(MultiLayerNetwork network, Path file) throws IOException {
    write(network.toComputationGraph(), Set.of(), file);
  }

  static ModelProto model(StackWeights<?, ?> weights) {
    GraphWriter graph = new GraphWriter(weights.dataType());
    graph.input("x", GraphWriter.STEPS, GraphWriter.BATCH, weights.shape().inputSize());
    graph.integers(LayerWriter.LENGTHS, TensorProto.DataType.INT32, GraphWriter.BATCH);
    String top = "x";
    for (int layer = 0; layer < weights.shape().layers(); layer++) {
      top = new LayerWriter(graph, "layer" + layer, weights, layer).write(top).outputs();
    }
    graph.node("Identity", java.util.List.of(top), "outputs");
    graph.output("outputs", GraphWriter.STEPS, GraphWriter.BATCH, weights.shape().outputSize());
    return graph.model();
  }

  private static void write(ModelProto model, Path file) throws IOException {
    WholeFile.write(file, model::writeTo);
  }
}
