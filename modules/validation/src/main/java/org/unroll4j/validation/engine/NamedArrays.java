package org.unroll4j.validation.engine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.ArrayTuple;
import org.unroll4j.validation.peer.CellKind;
import org.unroll4j.validation.peer.Names;
import org.unroll4j.validation.peer.NumberType;
import org.unroll4j.validation.peer.Structure;
import org.unroll4j.validation.peer.Values;

/**
 * Parameters and states of the toolkit by the names of the contract. They are the same arrays, but
 * for the two biases of a GRU with the reset gate after the product, whose second one the toolkit
 * keeps in two parts: what adds up with the first, and the candidate's.
 *
 * @param structure tells what there is
 */
record NamedArrays(Structure structure) {

  private static final Map<String, String> NAMES =
      Map.of(
          "inputWeights", Names.INPUT_WEIGHTS,
          "recurrentWeights", Names.RECURRENT_WEIGHTS,
          "bias", Names.BIAS,
          "secondBias", Names.RECURRENT_BIAS,
          "recurrentBias", Names.CANDIDATE_BIAS,
          "peepholes", Names.PEEPHOLES,
          "projection", Names.PROJECTION,
          "hidden", Names.HIDDEN,
          "cell", Names.CELL);

  /** Overwrites arrays of the toolkit. */
  <A extends ArrayTuple<A>> A fill(A arrays, Map<String, Values> values, NumberType type) {
    Map<String, Values> ours = splitSecondBias(values);
    arrays
        .named()
        .forEach(
            (name, array) -> {
              Values value = ours.get(NAMES.get(name));
              if (value != null) {
                array.assign(NdValues.array(value, type));
              }
            });
    return arrays;
  }

  /** Arrays of the toolkit as plain values. */
  Map<String, Values> values(ArrayTuple<?> arrays) {
    Map<String, Values> values = new LinkedHashMap<>();
    for (Map.Entry<String, INDArray> entry : arrays.named().entrySet()) {
      values.put(NAMES.get(entry.getKey()), NdValues.values(entry.getValue()));
    }
    if (structure.cell() == CellKind.GRU_RESET_BEFORE) {
      values.remove(Names.CANDIDATE_BIAS); // stays zero: it would add up with b
    }
    return joinSecondBias(values);
  }

  private boolean isSplit() {
    return structure.twoBiases() && structure.cell() == CellKind.GRU_RESET_AFTER;
  }

  private Map<String, Values> splitSecondBias(Map<String, Values> values) {
    Values both = values.get(Names.RECURRENT_BIAS);
    if (!isSplit() || both == null) {
      return values;
    }
    int h = structure.sizes().hidden();
    Map<String, Values> split = new LinkedHashMap<>(values);
    split.put(Names.RECURRENT_BIAS, Values.of(Arrays.copyOfRange(both.numbers(), 0, 2 * h), 2 * h));
    split.put(Names.CANDIDATE_BIAS, Values.of(Arrays.copyOfRange(both.numbers(), 2 * h, 3 * h), h));
    return split;
  }

  private Map<String, Values> joinSecondBias(Map<String, Values> values) {
    Values second = values.get(Names.RECURRENT_BIAS);
    if (!isSplit() || second == null) {
      return values;
    }
    Values candidate = values.remove(Names.CANDIDATE_BIAS);
    double[] both =
        DoubleStream.concat(Arrays.stream(second.numbers()), Arrays.stream(candidate.numbers()))
            .toArray();
    values.put(Names.RECURRENT_BIAS, Values.of(both, both.length));
    return values;
  }
}
