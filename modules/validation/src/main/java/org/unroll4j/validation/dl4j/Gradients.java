package org.unroll4j.validation.dl4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.validation.engine.NdValues;
import org.unroll4j.validation.peer.Structure;
import org.unroll4j.validation.peer.Values;

/** The gradients of a network by the names of the contract. */
final class Gradients {

  private Gradients() {}

  /**
   * One map for each unit.
   *
   * @param byName as Deeplearning4j has them: {@code 0_W}, {@code 0_fRW} …
   */
  static List<Map<String, Values>> perUnit(Structure structure, Map<String, INDArray> byName) {
    List<Map<String, Values>> gradients = new ArrayList<>();
    for (int unit = 0; unit < structure.units(); unit++) {
      Map<String, Values> ofUnit = new LinkedHashMap<>();
      for (String name : List.of("W", "RW", "b")) {
        ofUnit.put(name, NdValues.values(byName.get(Networks.prefix(structure, unit) + name)));
      }
      gradients.add(new Blocks(structure).toOurs(ofUnit));
    }
    return gradients;
  }
}
