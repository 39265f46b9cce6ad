package org.unroll4j.vector;

import java.util.Iterator;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.ArrayTuple;

/** Bulk copies between ND4J's memory and heap arrays in row-major order. */
final class Heap {

  private Heap() {}

  static float[] read(INDArray array) {
    boolean plain =
        array.ordering() == 'c' && !array.isView() && Shape.hasDefaultStridesForShape(array);
    INDArray rowMajor = plain ? array : array.dup('c');
    float[] values = new float[Math.toIntExact(array.length())];
    ((FloatPointer) rowMajor.data().pointer()).get(values);
    return values;
  }

  /** The last dimension makes the rows. */
  static Matrix readMatrix(INDArray array) {
    int columns = (int) array.size(array.rank() - 1);
    return Matrix.of(read(array), (int) (array.length() / columns), columns);
  }

  static INDArray write(float[] values, long... shape) {
    INDArray array = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
    ((FloatPointer) array.data().pointer()).put(values);
    return array;
  }

  /** The arrays of a state, [N, H] each, in declaration order. */
  static List<Matrix> readAll(ArrayTuple<?> tuple) {
    return tuple.named().values().stream().map(Heap::readMatrix).toList();
  }

  /** A tuple of the same kind and shapes with these values in declaration order. */
  static <A extends ArrayTuple<A>> A writeAll(A like, List<float[]> values) {
    Iterator<float[]> next = values.iterator();
    return like.map(array -> write(next.next(), array.shape()));
  }
}
