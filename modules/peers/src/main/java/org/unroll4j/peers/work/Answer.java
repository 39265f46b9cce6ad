package org.unroll4j.peers.work;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a work results in, by name, in the layouts of {@link Problem}: {@code outputs}, {@code
 * hidden}, {@code cell} (the final state), and gradients named after what they belong to. A
 * framework that does not give one of them leaves it out.
 *
 * @param arrays the results by name
 */
public record Answer(Map<String, float[]> arrays) {

  /** Outputs [T, N, H], zero where a step is not valid. */
  public static final String OUTPUTS = "outputs";

  /** The final hidden state, [N, H]. */
  public static final String HIDDEN = "hidden";

  /** The final cell state, [N, H]. */
  public static final String CELL = "cell";

  /** The gradient of the inputs, [T, N, F]. */
  public static final String GRAD_X = "gradient of x";

  /** The gradient of W, [F, G·H]. */
  public static final String GRAD_INPUT = "gradient of W";

  /** The gradient of R, [H, G·H]. */
  public static final String GRAD_RECURRENT = "gradient of R";

  /** The gradient of b, [G·H]. */
  public static final String GRAD_BIAS = "gradient of b";

  /** The gradient of the initial hidden state, [N, H]. */
  public static final String GRAD_HIDDEN = "gradient of h0";

  /** The losses of the first updates of a network. */
  public static final String LOSSES = "losses";

  /** How far a result may be from the reference, relative to the reference's largest element. */
  public static final double TOLERANCE = 1e-4;

  /** Writes it for {@link #read}. */
  public void write(Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      out.writeInt(arrays.size());
      for (Map.Entry<String, float[]> entry : arrays.entrySet()) {
        out.writeUTF(entry.getKey());
        out.writeInt(entry.getValue().length);
        ByteBuffer bytes = ByteBuffer.allocate(4 * entry.getValue().length);
        bytes.asFloatBuffer().put(entry.getValue());
        out.write(bytes.array());
      }
    }
  }

  /** Reads what {@link #write} has written. */
  public static Answer read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      Map<String, float[]> arrays = new LinkedHashMap<>();
      for (int count = in.readInt(); count > 0; count--) {
        String name = in.readUTF();
        float[] values = new float[in.readInt()];
        ByteBuffer.wrap(in.readNBytes(4 * values.length)).asFloatBuffer().get(values);
        arrays.put(name, values);
      }
      return new Answer(arrays);
    }
  }

  /** In what this answer differs from the reference's, or nothing if they agree. */
  public Optional<String> disagreement(Answer reference) {
    if (arrays.isEmpty()) {
      return Optional.of("it gave no result");
    }
    for (Map.Entry<String, float[]> entry : arrays.entrySet()) {
      float[] expected = reference.arrays.get(entry.getKey());
      float[] actual = entry.getValue();
      if (expected == null || expected.length != actual.length) {
        return Optional.of(
            "%s has %d elements, where the reference has %s"
                .formatted(
                    entry.getKey(), actual.length, expected == null ? "none" : expected.length));
      }
      double error = error(expected, actual);
      if (!(error <= TOLERANCE)) {
        return Optional.of(
            "%s is off by %.2g of its largest element, where %.0e is allowed"
                .formatted(entry.getKey(), error, TOLERANCE));
      }
    }
    return Optional.empty();
  }

  private static double error(float[] expected, float[] actual) {
    double scale = 1e-30;
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      scale = Math.max(scale, Math.abs(expected[i]));
      double difference = Math.abs((double) actual[i] - expected[i]);
      worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(worst, difference);
    }
    return worst / scale;
  }
}
