package org.unroll4j.interop.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.interop.HalfFloats;

/**
 * The bytes of one array within a file.
 *
 * @param channel the file
 * @param position of the first byte
 * @param type of the elements
 * @param part how many elements are mapped at a time
 */
record MappedTensor(FileChannel channel, long position, ElementType type, int part) {

  /** One mapping has at most 2 GiB, so larger arrays are mapped in parts. */
  static final int PART = 1 << 27;

  /** A copy of the array in memory. */
  INDArray read(List<Long> shape) throws IOException {
    long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
    int length = Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
    if (length == 0) {
      return Nd4j.create(type.arrayType(), sizes);
    }
    INDArray flat = type == ElementType.F64 ? doubles(length) : floats(length);
    return flat.reshape('c', sizes);
  }

  private INDArray doubles(int length) throws IOException {
    double[] values = new double[length];
    for (int from = 0; from < length; from += part) {
      int count = Math.min(part, length - from);
      map(from, count).asDoubleBuffer().get(values, from, count);
    }
    return Nd4j.createFromArray(values);
  }

  private INDArray floats(int length) throws IOException {
    float[] values = new float[length];
    for (int from = 0; from < length; from += part) {
      int count = Math.min(part, length - from);
      ByteBuffer bytes = map(from, count);
      if (type == ElementType.F32) {
        bytes.asFloatBuffer().get(values, from, count);
      } else {
        for (int i = from; i < from + count; i++) {
          short bits = bytes.getShort();
          values[i] =
              type == ElementType.F16 ? HalfFloats.fromHalf(bits) : HalfFloats.fromBfloat(bits);
        }
      }
    }
    return Nd4j.createFromArray(values);
  }

  private ByteBuffer map(long from, long count) throws IOException {
    long start = position + from * type.bytes();
    return channel
        .map(MapMode.READ_ONLY, start, count * type.bytes())
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
