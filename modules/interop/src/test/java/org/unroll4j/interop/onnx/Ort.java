package org.unroll4j.interop.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A graph in ONNX Runtime, with one thread. */
public final class Ort implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  /** Loads a graph; ONNX Runtime checks it. */
  public Ort(Path file) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = environment.createSession(file.toString(), options);
    }
  }

  /** Whether this platform is among those that ONNX Runtime has native code for. */
  public static boolean isHere() {
    try {
      return OrtEnvironment.getEnvironment() != null;
    } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError e) {
      return false;
    }
  }

  /** Names and forms of the inputs, as ONNX Runtime sees them. */
  public Map<String, String> inputs() throws OrtException {
    Map<String, String> inputs = new LinkedHashMap<>();
    session.getInputInfo().forEach((name, info) -> inputs.put(name, info.getInfo().toString()));
    return inputs;
  }

  /**
   * Computes all outputs.
   *
   * @param inputs by name; FLOAT, INT or LONG
   */
  public Map<String, INDArray> run(Map<String, INDArray> inputs) throws OrtException {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, INDArray> input : inputs.entrySet()) {
      tensors.put(input.getKey(), tensor(input.getValue()));
    }
    Map<String, INDArray> outputs = new LinkedHashMap<>();
    try (OrtSession.Result result = session.run(tensors)) {
      for (Map.Entry<String, ai.onnxruntime.OnnxValue> output : result) {
        OnnxTensor tensor = (OnnxTensor) output.getValue();
        FloatBuffer buffer = tensor.getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        outputs.put(
            output.getKey(),
            Nd4j.createFromArray(values).reshape('c', tensor.getInfo().getShape()));
      }
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
    return outputs;
  }

  private OnnxTensor tensor(INDArray array) throws OrtException {
    INDArray rowMajor = array.dup('c');
    long[] shape = array.shape();
    return switch (array.dataType()) {
      case INT ->
          OnnxTensor.createTensor(environment, IntBuffer.wrap(rowMajor.data().asInt()), shape);
      case LONG ->
          OnnxTensor.createTensor(environment, LongBuffer.wrap(rowMajor.data().asLong()), shape);
      default ->
          OnnxTensor.createTensor(environment, FloatBuffer.wrap(rowMajor.data().asFloat()), shape);
    };
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
