package org.unroll4j.peers.onnxruntime.exported;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.unroll4j.data.features.EncodedSequence;

/** The exported network of a run in ONNX Runtime, on one thread. */
final class ExportedGraph implements AutoCloseable {

  private static final String OUTPUT = "probability";

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  /** Loads a graph; ONNX Runtime checks it. */
  ExportedGraph(Path file) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = environment.createSession(file.toString(), options);
    }
  }

  /**
   * The probability after each event of a padded batch, {@code [sequence][event]}; of a graph with
   * one output per sequence it stands at the last event, and NaN at the others.
   */
  double[][] probabilities(List<EncodedSequence> batch) throws OrtException {
    int[] lengths = batch.stream().mapToInt(EncodedSequence::length).toArray();
    Map<String, OnnxTensor> inputs = inputs(batch, lengths);
    try (OrtSession.Result result = session.run(inputs)) {
      OnnxTensor output = (OnnxTensor) result.get(OUTPUT).orElseThrow();
      FloatBuffer values = output.getFloatBuffer();
      boolean perSequence = output.getInfo().getShape().length == 2;
      double[][] probabilities = new double[lengths.length][];
      for (int n = 0; n < lengths.length; n++) {
        double[] row = new double[lengths[n]];
        Arrays.fill(row, Double.NaN);
        if (perSequence) {
          row[row.length - 1] = values.get(n);
        } else {
          for (int t = 0; t < row.length; t++) {
            row[t] = values.get(t * lengths.length + n);
          }
        }
        probabilities[n] = row;
      }
      return probabilities;
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private Map<String, OnnxTensor> inputs(List<EncodedSequence> batch, int[] lengths)
      throws OrtException {
    int steps = Arrays.stream(lengths).max().orElseThrow();
    Map<String, OnnxTensor> inputs = new HashMap<>();
    for (int i = 0; i < batch.get(0).categories().length; i++) {
      LongBuffer column = LongBuffer.wrap(column(batch, i, steps));
      inputs.put(
          "column" + (i + 1),
          OnnxTensor.createTensor(environment, column, new long[] {steps, batch.size()}));
    }
    long channels = batch.get(0).numbers().length;
    FloatBuffer numbers = FloatBuffer.wrap(numbers(batch, steps));
    inputs.put(
        "numbers",
        OnnxTensor.createTensor(environment, numbers, new long[] {steps, batch.size(), channels}));
    inputs.put(
        "lengths",
        OnnxTensor.createTensor(environment, IntBuffer.wrap(lengths), new long[] {batch.size()}));
    for (NodeInfo input : session.getInputInfo().values()) {
      if (input.getName().contains(".initial_")) {
        inputs.put(input.getName(), zeros((TensorInfo) input.getInfo(), batch.size()));
      }
    }
    return inputs;
  }

  /** Zeros for a state [D, N, H] of which the graph knows D and H. */
  private OnnxTensor zeros(TensorInfo state, int batchSize) throws OrtException {
    long[] shape = state.getShape().clone();
    shape[1] = batchSize;
    int length = Math.toIntExact(shape[0] * shape[1] * shape[2]);
    return OnnxTensor.createTensor(environment, FloatBuffer.allocate(length), shape);
  }

  /** The indices of a categorical column, [T, N], 0 at padding. */
  private static long[] column(List<EncodedSequence> batch, int column, int steps) {
    long[] indices = new long[steps * batch.size()];
    for (int n = 0; n < batch.size(); n++) {
      int[] own = batch.get(n).categories()[column];
      for (int t = 0; t < own.length; t++) {
        indices[t * batch.size() + n] = own[t];
      }
    }
    return indices;
  }

  /** The numeric channels, [T, N, K], 0 at padding. */
  private static float[] numbers(List<EncodedSequence> batch, int steps) {
    int channels = batch.get(0).numbers().length;
    float[] numbers = new float[steps * batch.size() * channels];
    for (int n = 0; n < batch.size(); n++) {
      for (int k = 0; k < channels; k++) {
        float[] own = batch.get(n).numbers()[k];
        for (int t = 0; t < own.length; t++) {
          numbers[(t * batch.size() + n) * channels + k] = own[t];
        }
      }
    }
    return numbers;
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
