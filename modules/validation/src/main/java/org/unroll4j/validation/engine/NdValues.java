package org.unroll4j.validation.engine;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.validation.peer.NumberType;
import org.unroll4j.validation.peer.Values;

/** Plain values as ND4J arrays, and back. */
public final class NdValues {

  private NdValues() {}

  /** ND4J's name of a type. */
  public static DataType type(NumberType type) {
    return type == NumberType.FLOAT ? DataType.FLOAT : DataType.DOUBLE;
  }

  /** A new array. */
  public static INDArray array(Values values, NumberType type) {
    long[] shape = Arrays.stream(values.shape()).asLongStream().toArray();
    return Nd4j.createFromArray(values.numbers()).castTo(type(type)).reshape('c', shape);
  }

  /** A copy of an array. */
  public static Values values(INDArray array) {
    int[] shape = Arrays.stream(array.shape()).mapToInt(Math::toIntExact).toArray();
    return Values.of(array.castTo(DataType.DOUBLE).dup('c').data().asDouble(), shape);
  }
}
