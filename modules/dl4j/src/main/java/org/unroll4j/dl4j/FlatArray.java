package org.unroll4j.dl4j;

import java.io.DataInputStream;
import java.io.IOException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reads what {@code Nd4j.write} wrote of a flat parameter vector, without believing any length in
 * it: {@code Nd4j.read} allocates first and looks afterwards.
 *
 * <pre>{@code
 * shape buffer:  allocation mode (text), number of longs, "LONG", the longs
 * data buffer:   allocation mode (text), number of elements, their type, the elements, big-endian
 * }</pre>
 *
 * @param array all elements, [length]
 */
record FlatArray(INDArray array) {

  private static final int LARGEST_SHAPE_BUFFER = 2 * 32 + 4;

  static FlatArray read(DataInputStream in, long expectedLength, long largestBytes)
      throws IOException {
    long shapeLongs = header(in, "LONG").length();
    if (shapeLongs < 1 || shapeLongs > LARGEST_SHAPE_BUFFER) {
      throw new IllegalArgumentException("a shape of " + shapeLongs + " numbers");
    }
    in.skipNBytes(shapeLongs * Long.BYTES);

    Header data = header(in, null);
    if (data.length() != expectedLength) {
      throw new IllegalArgumentException(
          "%d elements, but the configuration needs %d".formatted(data.length(), expectedLength));
    }
    DataType type =
        switch (data.type()) {
          case "FLOAT" -> DataType.FLOAT;
          case "DOUBLE" -> DataType.DOUBLE;
          default ->
              throw new IllegalArgumentException(
                  "elements of type %s; FLOAT and DOUBLE are supported".formatted(data.type()));
        };
    if (expectedLength > largestBytes / type.width()) {
      throw new IllegalArgumentException(
          "%d elements do not fit into a file of this size".formatted(expectedLength));
    }
    return new FlatArray(elements(in, type, Math.toIntExact(expectedLength)));
  }

  private static INDArray elements(DataInputStream in, DataType type, int length)
      throws IOException {
    if (type == DataType.FLOAT) {
      float[] values = new float[length];
      for (int i = 0; i < length; i++) {
        values[i] = in.readFloat();
      }
      return Nd4j.createFromArray(values);
    }
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = in.readDouble();
    }
    return Nd4j.createFromArray(values);
  }

  private static Header header(DataInputStream in, String expectedType) throws IOException {
    String mode = in.readUTF();
    if (!mode.equals("MIXED_DATA_TYPES") && !mode.equals("LONG_SHAPE")) {
      throw new IllegalArgumentException("an unknown kind of array");
    }
    long length = in.readLong();
    String type = in.readUTF();
    if (expectedType != null && !type.equals(expectedType)) {
      throw new IllegalArgumentException("an array header that cannot be read");
    }
    return new Header(length, type);
  }

  private record Header(long length, String type) {}
}
