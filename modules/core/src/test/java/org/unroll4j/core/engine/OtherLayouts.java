package org.unroll4j.core.engine;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The same values elsewhere in memory: with offsets, gaps and other orders. */
final class OtherLayouts {

  static final List<UnaryOperator<INDArray>> ALL =
      List.of(OtherLayouts::insideAVector, OtherLayouts::insideALargerArray, OtherLayouts::turned);

  private OtherLayouts() {}

  /** In Fortran's order inside a longer vector, as the parameters of networks are. */
  private static INDArray insideAVector(INDArray array) {
    INDArray vector = Nd4j.valueArrayOf(new long[] {array.length() + 3}, -9.0, array.dataType());
    INDArray part = vector.get(NDArrayIndex.interval(2, 2 + array.length()));
    return part.reshape('f', array.shape()).assign(array);
  }

  /** With an offset and gaps between the rows, as parts of larger arrays are. */
  private static INDArray insideALargerArray(INDArray array) {
    long[] larger = LongStream.of(array.shape()).map(size -> size + 2).toArray();
    INDArrayIndex[] middle =
        LongStream.of(array.shape())
            .mapToObj(size -> NDArrayIndex.interval(1, 1 + size))
            .toArray(INDArrayIndex[]::new);
    return Nd4j.valueArrayOf(larger, -9.0, array.dataType()).get(middle).assign(array);
  }

  /** With the order of the axes turned round, as other layouts' arrays are when permuted. */
  private static INDArray turned(INDArray array) {
    int[] axes = IntStream.range(0, array.rank()).map(i -> array.rank() - 1 - i).toArray();
    return array.permute(axes).dup('c').permute(axes);
  }
}
