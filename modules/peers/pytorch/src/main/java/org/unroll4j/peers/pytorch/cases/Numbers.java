package org.unroll4j.peers.pytorch.cases;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.unroll4j.validation.peer.NumberType;
import org.unroll4j.validation.peer.Values;

/** The numbers of a case as tensors and back. */
final class Numbers {

  private Numbers() {}

  static Tensor tensor(Values values, NumberType type) {
    long[] shape = Arrays.stream(values.shape()).asLongStream().toArray();
    return type == NumberType.FLOAT
        ? Tensor.create(values.floats(), shape)
        : Tensor.create(values.numbers(), shape);
  }

  /** A matrix with rows and columns exchanged. */
  static Tensor transposed(Values matrix, NumberType type) {
    return tensor(matrix, type).t().contiguous();
  }

  /** Arrays of one shape, one after the other, [arrays, …]. */
  static Tensor stacked(List<Values> arrays, NumberType type) {
    return torch.stack(
        new TensorVector(
            arrays.stream().map(values -> tensor(values, type)).toArray(Tensor[]::new)));
  }

  static Values values(Tensor tensor) {
    Tensor rows = tensor.detach().contiguous();
    int[] shape = Arrays.stream(rows.shape()).mapToInt(Math::toIntExact).toArray();
    int length = Math.toIntExact(rows.numel());
    if (rows.createBuffer() instanceof FloatBuffer buffer) {
      float[] numbers = new float[length];
      buffer.get(numbers);
      return Values.of(numbers, shape);
    }
    double[] numbers = new double[length];
    DoubleBuffer buffer = rows.createBuffer();
    buffer.get(numbers);
    return Values.of(numbers, shape);
  }
}
