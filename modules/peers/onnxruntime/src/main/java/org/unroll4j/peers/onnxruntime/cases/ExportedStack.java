package org.unroll4j.peers.onnxruntime.cases;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.interop.StackWeights;
import org.unroll4j.interop.onnx.OnnxExport;
import org.unroll4j.validation.engine.CaseWeights;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.Values;

/** The stack of a case, exported as a graph and loaded by ONNX Runtime. */
final class ExportedStack implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  ExportedStack(Case asked) throws IOException, OrtException {
    Path file = Files.createTempFile("unroll4j-stack", ".onnx");
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      Files.delete(file);
      OnnxExport.write(weights(CaseWeights.of(asked)), file);
      options.setIntraOpNumThreads(1);
      session = environment.createSession(file.toString(), options);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static <P extends CellParameters<P>, S extends CellState<S>> StackWeights<P, S> weights(
      CaseWeights<P, S> stack) {
    return new StackWeights<>(stack.shape(), stack.parameters());
  }

  /**
   * Runs the graph.
   *
   * @param x [T, N, F]
   * @param lengths of the sequences, [N]
   * @param states the graph's other inputs, by name
   * @return everything that the graph gives, by name
   */
  Map<String, Values> run(Values x, int[] lengths, Map<String, Values> states) throws OrtException {
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    try {
      inputs.put("x", tensor(x));
      inputs.put(
          "lengths",
          OnnxTensor.createTensor(environment, IntBuffer.wrap(lengths), shape(lengths.length)));
      for (Map.Entry<String, Values> state : states.entrySet()) {
        inputs.put(state.getKey(), tensor(state.getValue()));
      }
      Map<String, Values> outputs = new LinkedHashMap<>();
      try (OrtSession.Result result = session.run(inputs)) {
        result.forEach(entry -> outputs.put(entry.getKey(), values((OnnxTensor) entry.getValue())));
      }
      return outputs;
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor tensor(Values values) throws OrtException {
    return OnnxTensor.createTensor(
        environment, FloatBuffer.wrap(values.floats()), shape(values.shape()));
  }

  private static long[] shape(int... shape) {
    return Arrays.stream(shape).asLongStream().toArray();
  }

  private static Values values(OnnxTensor tensor) {
    FloatBuffer buffer = tensor.getFloatBuffer();
    float[] numbers = new float[buffer.remaining()];
    buffer.get(numbers);
    int[] shape = Arrays.stream(tensor.getInfo().getShape()).mapToInt(Math::toIntExact).toArray();
    return Values.of(numbers, shape);
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
