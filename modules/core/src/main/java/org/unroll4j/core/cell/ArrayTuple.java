package org.unroll4j.core.cell;

import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A fixed set of named arrays that is handled as one value: the parameters of a cell or its state.
 *
 * <p>Records of this kind must not be compared with {@code equals} or hashed: {@link INDArray}
 * compares with a tolerance that its hash code does not follow.
 *
 * @param <A> the implementing type
 */
public interface ArrayTuple<A extends ArrayTuple<A>> {

  /** The arrays by name, in declaration order. The arrays are not copied. */
  Map<String, INDArray> named();

  /** A tuple whose arrays are {@code function} of this one's, name by name. */
  A map(UnaryOperator<INDArray> function);

  /** A tuple whose arrays are {@code function} of this one's and {@code other}'s. */
  A combine(A other, BinaryOperator<INDArray> function);

  /** A deep copy. */
  default A copy() {
    return map(INDArray::dup);
  }

  /** The elementwise sum of two tuples of the same shapes. */
  default A plus(A other) {
    return combine(other, INDArray::add);
  }
}
