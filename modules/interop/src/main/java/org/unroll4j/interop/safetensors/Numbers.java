package org.unroll4j.interop.safetensors;

import java.nio.ByteBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.interop.HalfFloats;

/** The elements of an array in row-major order, each written as an element of a given type. */
interface Numbers {

  /** How many. */
  int length();

  /** Writes one. */
  void put(int index, ByteBuffer into);

  /** The elements of an array. */
  static Numbers of(String name, INDArray array, ElementType type) {
    INDArray rowMajor = array.dup('c');
    return array.dataType() == DataType.DOUBLE
        ? new Doubles(name, rowMajor.data().asDouble(), type)
        : new Floats(name, rowMajor.data().asFloat(), type);
  }

  /** Elements of FLOAT. */
  record Floats(String name, float[] values, ElementType type) implements Numbers {

    @Override
    public int length() {
      return values.length;
    }

    @Override
    public void put(int index, ByteBuffer into) {
      float value = values[index];
      switch (type) {
        case F32 -> into.putInt(Float.floatToRawIntBits(value));
        case F64 -> into.putDouble(value);
        case F16 -> into.putShort(half(name, value, value));
        case BF16 -> into.putShort(bfloat(name, value, value));
      }
    }
  }

  /** Elements of DOUBLE. */
  record Doubles(String name, double[] values, ElementType type) implements Numbers {

    @Override
    public int length() {
      return values.length;
    }

    @Override
    public void put(int index, ByteBuffer into) {
      double value = values[index];
      switch (type) {
        case F64 -> into.putLong(Double.doubleToRawLongBits(value));
        case F32 -> into.putFloat((float) finite(name, value, (float) value));
        case F16 -> into.putShort(half(name, HalfFloats.oddFloat(value), value));
        case BF16 -> into.putShort(bfloat(name, HalfFloats.oddFloat(value), value));
      }
    }
  }

  private static short half(String name, float value, double original) {
    short bits = HalfFloats.toHalf(value);
    finite(name, original, HalfFloats.fromHalf(bits));
    return bits;
  }

  private static short bfloat(String name, float value, double original) {
    short bits = HalfFloats.toBfloat(value);
    finite(name, original, HalfFloats.fromBfloat(bits));
    return bits;
  }

  private static double finite(String name, double value, float written) {
    if (Float.isInfinite(written) && !Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "Safetensors.write: '%s' holds %s, which is too large for the type asked for; use F32 or F64."
              .formatted(name, value));
    }
    return written;
  }
}
