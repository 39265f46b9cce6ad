package org.unroll4j.core.cell;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Named arrays in the order in which they are written down. */
final class Ordered {

  private Ordered() {}

  static Map<String, INDArray> of(Object... namesAndArrays) {
    Map<String, INDArray> ordered = new LinkedHashMap<>();
    for (int i = 0; i < namesAndArrays.length; i += 2) {
      ordered.put((String) namesAndArrays[i], (INDArray) namesAndArrays[i + 1]);
    }
    return Collections.unmodifiableMap(ordered);
  }
}
