package org.unroll4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.ArrayTuple;

/** Copies and comparisons of arrays by name; a tolerance of 0 means bit by bit. */
final class NamedArrays {

  private NamedArrays() {}

  static <A extends ArrayTuple<A>> void assertSame(A actual, A expected, double tolerance) {
    assertSame(actual.named(), expected.named(), tolerance);
  }

  static void assertSame(
      Map<String, INDArray> actual, Map<String, INDArray> expected, double tolerance) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    actual.forEach((name, array) -> assertSame(array, expected.get(name), tolerance));
  }

  static void assertSame(INDArray actual, INDArray expected, double tolerance) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.dup('c').data().asDouble())
        .usingComparatorWithPrecision(tolerance)
        .containsExactly(expected.dup('c').data().asDouble());
  }

  static Map<String, INDArray> copies(Map<String, INDArray> arrays) {
    Map<String, INDArray> copies = new LinkedHashMap<>();
    arrays.forEach((name, array) -> copies.put(name, array.dup()));
    return copies;
  }

  static Map<String, INDArray> prefixed(Map<String, INDArray> arrays) {
    Map<String, INDArray> prefixed = new LinkedHashMap<>();
    arrays.forEach((name, array) -> prefixed.put("inferred " + name, array));
    return prefixed;
  }
}
