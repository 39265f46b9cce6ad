package org.unroll4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

class StridedCopyTest {

  private static final int[] SIZES = {1, 2, 3, 7, 63, 64, 65, 130};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void copiesFromAnyLayoutToAnyOther(int rank) {
    Random random = new Random(rank);
    int planned = 0;
    for (int i = 0; i < 150; i++) {
      DataType type = i % 2 == 0 ? DataType.FLOAT : DataType.DOUBLE;
      long[] shape = new long[rank];
      for (int d = 0; d < rank; d++) {
        shape[d] = SIZES[random.nextInt(rank == 3 ? 5 : SIZES.length)];
      }
      INDArray from = layout(shape, type, random);
      from.assign(Networks.random(i, type, 1, shape));
      INDArray to = layout(shape, type, random);
      planned += CopyPlan.of(from, to) == null ? 0 : 1;
      StridedCopy.copy(from, to);
      assertThat(to.dup('c').data().asDouble())
          .containsExactly(Networks.random(i, type, 1, shape).data().asDouble());
    }
    assertThat(planned).isGreaterThan(40);
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"LONG", "HALF"})
  void leavesOtherTypesToNd4j(DataType type) {
    INDArray from = Nd4j.createFromArray(new int[][] {{1, 2, 3}, {4, 5, 6}}).castTo(type);
    INDArray to = Nd4j.create(type, 3, 2).transpose();
    StridedCopy.copy(from, to);
    assertThat(to.castTo(DataType.INT32).toIntMatrix())
        .isDeepEqualTo(new int[][] {{1, 2, 3}, {4, 5, 6}});
  }

  @ParameterizedTest
  @EnumSource(RNNFormat.class)
  void whatIsOutsideAViewStays(RNNFormat format) {
    INDArray perStep = Networks.random(3, 5, 4, 6);
    INDArray larger = Nd4j.valueArrayOf(new long[] {7, 9, 8}, 9.0, DataType.DOUBLE);
    INDArray inside =
        larger.get(
            NDArrayIndex.interval(1, 6), NDArrayIndex.interval(2, 8), NDArrayIndex.interval(3, 7));
    StridedCopy.copy(perStep.permute(0, 2, 1), inside);
    assertThat(larger.sumNumber().doubleValue())
        .isCloseTo(9.0 * (7 * 9 * 8 - 120) + perStep.sumNumber().doubleValue(), within(1e-9));
    INDArray there = TimeLayout.fromTimeMajor(perStep, format).dup('c');
    assertThat(TimeLayout.toTimeMajor(there, format).distance2(perStep)).isZero();
  }

  /** An array whose axes lie in a random order, sometimes with an offset and gaps. */
  private static INDArray layout(long[] shape, DataType type, Random random) {
    List<Integer> axes = new ArrayList<>();
    for (int d = 0; d < shape.length; d++) {
      axes.add(d);
    }
    Collections.shuffle(axes, random);
    boolean gaps = random.nextInt(3) == 0;
    long[] memory = new long[shape.length];
    INDArrayIndex[] part = new INDArrayIndex[shape.length];
    int[] back = new int[shape.length];
    for (int d = 0; d < shape.length; d++) {
      long size = shape[axes.get(d)];
      memory[d] = size + (gaps ? 2 : 0);
      part[d] = NDArrayIndex.interval(gaps ? 1 : 0, size + (gaps ? 1 : 0));
      back[axes.get(d)] = d;
    }
    INDArray array = Nd4j.valueArrayOf(memory, 9.0, type);
    return (gaps ? array.get(part) : array).permute(back);
  }
}
