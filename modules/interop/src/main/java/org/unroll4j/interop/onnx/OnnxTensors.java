package org.unroll4j.interop.onnx;

import static org.unroll4j.interop.WeightFileException.quote;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import onnx.Onnx.TensorProto;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.interop.HalfFloats;
import org.unroll4j.interop.WeightFileException;

/** Turns the tensors of a graph into arrays; sizes are compared with the data first. */
record OnnxTensors(Path file) {

  private static final int LARGEST_RANK = 32;

  /** Bytes of the longest vector of axes, starts or ends. */
  private static final int MOST_INTEGERS = 64 * Long.BYTES;

  /**
   * The array of a tensor: FLOAT, or DOUBLE for double.
   *
   * @throws WeightFileException if its type is not read, its data is elsewhere or not what its
   *     sizes say
   */
  INDArray array(TensorProto tensor) {
    if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL
        || tensor.getExternalDataCount() > 0) {
      throw new WeightFileException(
          file,
          "keeps %s in another file, which is not opened; export it as one file."
              .formatted(quote(tensor.getName())));
    }
    int length = length(tensor);
    long[] shape = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
    TensorProto.DataType type = TensorProto.DataType.forNumber(tensor.getDataType());
    if (type == TensorProto.DataType.DOUBLE) {
      double[] values = doubles(tensor, length);
      return length == 0
          ? Nd4j.create(DataType.DOUBLE, shape)
          : Nd4j.createFromArray(values).reshape('c', shape);
    }
    float[] values =
        switch (type == null ? TensorProto.DataType.UNDEFINED : type) {
          case FLOAT -> floats(tensor, length);
          case FLOAT16, BFLOAT16 -> halves(tensor, length, type);
          default ->
              throw new WeightFileException(
                  file,
                  "holds %s as %s, which is not read; expected FLOAT, DOUBLE, FLOAT16 or BFLOAT16."
                      .formatted(quote(tensor.getName()), typeName(tensor)));
        };
    return length == 0
        ? Nd4j.create(DataType.FLOAT, shape)
        : Nd4j.createFromArray(values).reshape('c', shape);
  }

  /** A few integers; empty if the tensor is of another type, large, or elsewhere. */
  List<Long> integers(TensorProto tensor) {
    boolean given = tensor.getInt64DataCount() > 0;
    int bytes = tensor.getRawData().size();
    if (tensor.getDataType() != TensorProto.DataType.INT64.getNumber() || bytes > MOST_INTEGERS) {
      return List.of();
    }
    if (given) {
      return tensor.getInt64DataList();
    }
    ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    List<Long> integers = new ArrayList<>();
    while (raw.remaining() >= Long.BYTES) {
      integers.add(raw.getLong());
    }
    return integers;
  }

  /** The type's name for messages and lists. */
  static String typeName(TensorProto tensor) {
    TensorProto.DataType type = TensorProto.DataType.forNumber(tensor.getDataType());
    return type == null ? "type " + tensor.getDataType() : type.name();
  }

  /** Number of elements; bounded by the data that is there. */
  private int length(TensorProto tensor) {
    long length = 1;
    try {
      for (long size : tensor.getDimsList()) {
        length = Math.multiplyExact(length, size < 0 ? Long.MAX_VALUE : size);
        length = Math.toIntExact(length);
      }
    } catch (ArithmeticException e) {
      throw absurd(tensor);
    }
    if (tensor.getDimsCount() > LARGEST_RANK) {
      throw absurd(tensor);
    }
    return (int) length;
  }

  private WeightFileException absurd(TensorProto tensor) {
    return new WeightFileException(
        file, "has an absurd shape in %s.".formatted(quote(tensor.getName())));
  }

  private double[] doubles(TensorProto tensor, int length) {
    if (tensor.getDoubleDataCount() > 0) {
      requireCount(tensor, tensor.getDoubleDataCount(), length);
      return tensor.getDoubleDataList().stream().mapToDouble(Double::doubleValue).toArray();
    }
    ByteBuffer raw = raw(tensor, length, Double.BYTES);
    double[] values = new double[length];
    raw.asDoubleBuffer().get(values);
    return values;
  }

  private float[] floats(TensorProto tensor, int length) {
    if (tensor.getFloatDataCount() > 0) {
      requireCount(tensor, tensor.getFloatDataCount(), length);
      float[] values = new float[length];
      for (int i = 0; i < length; i++) {
        values[i] = tensor.getFloatData(i);
      }
      return values;
    }
    ByteBuffer raw = raw(tensor, length, Float.BYTES);
    float[] values = new float[length];
    raw.asFloatBuffer().get(values);
    return values;
  }

  private float[] halves(TensorProto tensor, int length, TensorProto.DataType type) {
    List<Integer> integers = tensor.getInt32DataList();
    ByteBuffer raw = null;
    if (integers.isEmpty()) {
      raw = raw(tensor, length, Short.BYTES);
    } else {
      requireCount(tensor, integers.size(), length);
    }
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      short bits = raw == null ? integers.get(i).shortValue() : raw.getShort();
      values[i] =
          type == TensorProto.DataType.FLOAT16
              ? HalfFloats.fromHalf(bits)
              : HalfFloats.fromBfloat(bits);
    }
    return values;
  }

  private ByteBuffer raw(TensorProto tensor, int length, int bytesPerElement) {
    requireCount(tensor, tensor.getRawData().size(), (long) length * bytesPerElement);
    return tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private void requireCount(TensorProto tensor, long actual, long expected) {
    if (actual != expected) {
      throw new WeightFileException(
          file,
          "has %d bytes or numbers in %s, but its shape %s needs %d."
              .formatted(actual, quote(tensor.getName()), tensor.getDimsList(), expected));
    }
  }
}
