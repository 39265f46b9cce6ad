package org.unroll4j.peers.onnxruntime.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll4j.validation.peer.Names;
import org.unroll4j.validation.peer.Structure;
import org.unroll4j.validation.peer.Values;

/**
 * States per unit, as cases have them, and per layer, as exported graphs have them: {@code
 * layer0.initial_hidden} [D, N, H].
 */
final class LayerStates {

  private static final Map<String, String> NAMES =
      Map.of(Names.HIDDEN, "hidden", Names.CELL, "cell");

  private final Structure structure;

  LayerStates(Structure structure) {
    this.structure = structure;
  }

  /** The inputs of a graph. */
  Map<String, Values> initial(List<Map<String, Values>> perUnit) {
    int directions = structure.directions().count();
    Map<String, Values> inputs = new LinkedHashMap<>();
    for (int layer = 0; layer < structure.layers(); layer++) {
      List<Map<String, Values>> units =
          perUnit.subList(layer * directions, (layer + 1) * directions);
      for (String state : structure.stateNames()) {
        inputs.put(
            "layer%d.initial_%s".formatted(layer, NAMES.get(state)),
            stacked(units.stream().map(unit -> unit.get(state)).toList()));
      }
    }
    return inputs;
  }

  /** The final states among the outputs of a graph. */
  List<Map<String, Values>> finals(Map<String, Values> outputs) {
    int directions = structure.directions().count();
    List<Map<String, Values>> perUnit = new ArrayList<>();
    for (int unit = 0; unit < structure.units(); unit++) {
      Map<String, Values> states = new LinkedHashMap<>();
      for (String state : structure.stateNames()) {
        String name = "layer%d.final_%s".formatted(unit / directions, NAMES.get(state));
        int direction = unit % directions;
        Values layer = outputs.get(name).steps(direction, direction + 1);
        states.put(state, Values.of(layer.numbers(), structure.stateShape(state)));
      }
      perUnit.add(states);
    }
    return perUnit;
  }

  private static Values stacked(List<Values> arrays) {
    int length = arrays.get(0).length();
    double[] numbers = new double[arrays.size() * length];
    for (int i = 0; i < arrays.size(); i++) {
      System.arraycopy(arrays.get(i).numbers(), 0, numbers, i * length, length);
    }
    int[] shape = arrays.get(0).shape();
    return Values.of(numbers, arrays.size(), shape[0], shape[1]);
  }
}
