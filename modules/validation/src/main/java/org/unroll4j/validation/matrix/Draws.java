package org.unroll4j.validation.matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.unroll4j.validation.peer.Data;
import org.unroll4j.validation.peer.Names;
import org.unroll4j.validation.peer.Padding;
import org.unroll4j.validation.peer.Structure;
import org.unroll4j.validation.peer.Values;

/**
 * Random numbers of cases: nothing is zero that a mistake could hide behind. Every number is a
 * float, so that a case is the same in both types.
 */
final class Draws {

  private static final double WEIGHTS = 1.5;
  private static final double BIASES = 0.7;
  private static final double INPUTS = 1.5;
  private static final double GARBAGE = 9;

  private final SplittableRandom random;

  Draws(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Uniform in (−scale, scale). */
  Values uniform(double scale, int... shape) {
    double[] numbers = new double[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (scale * (2 * random.nextDouble() - 1));
    }
    return Values.of(numbers, shape);
  }

  /** Everything that goes into a case. */
  Data data(Structure structure, Padding padding, boolean initialState) {
    Structure.Sizes sizes = structure.sizes();
    boolean[] valid = valid(sizes, padding);
    Values x = uniform(INPUTS, sizes.steps(), sizes.batch(), sizes.inputs());
    for (int i = 0; i < x.length(); i++) {
      if (!valid[i / sizes.inputs()]) {
        x.numbers()[i] = (float) (GARBAGE * (2 * random.nextDouble() - 1));
      }
    }
    List<Map<String, Values>> states = new ArrayList<>();
    List<Map<String, Values>> parameters = new ArrayList<>();
    for (int unit = 0; unit < structure.units(); unit++) {
      states.add(states(structure, initialState ? 1 : 0));
      parameters.add(parameters(structure, unit));
    }
    return new Data(x, valid, states, parameters);
  }

  /** One array for each state of a unit. */
  Map<String, Values> states(Structure structure, double scale) {
    Map<String, Values> states = new LinkedHashMap<>();
    for (String name : structure.stateNames()) {
      states.put(name, uniform(scale, structure.stateShape(name)));
    }
    return states;
  }

  /** Matrices scaled by the root of their rows, so that states neither vanish nor explode. */
  private Map<String, Values> parameters(Structure structure, int unit) {
    Map<String, Values> parameters = new LinkedHashMap<>();
    structure
        .parameterShapes(unit)
        .forEach(
            (name, shape) -> {
              double scale = shape.length == 1 ? BIASES : WEIGHTS / Math.sqrt(shape[0]);
              parameters.put(name, uniform(scale, shape));
            });
    return parameters;
  }

  private boolean[] valid(Structure.Sizes sizes, Padding padding) {
    boolean[] valid = new boolean[sizes.steps() * sizes.batch()];
    for (int n = 0; n < sizes.batch(); n++) {
      int length = n == 0 ? sizes.steps() : 1 + random.nextInt(sizes.steps());
      for (int t = 0; t < sizes.steps(); t++) {
        valid[t * sizes.batch() + n] =
            switch (padding) {
              case NONE -> true;
              case RIGHT -> t < length;
              case LEFT -> t >= sizes.steps() - length;
              case HOLES -> random.nextInt(3) > 0;
            };
      }
    }
    return valid;
  }

  /** Weights of the final states in a loss: of all, or of the last layer's hidden state alone. */
  List<Map<String, Values>> stateWeights(Structure structure, boolean lastHiddenOnly) {
    List<Map<String, Values>> weights = new ArrayList<>();
    int lastLayer = structure.units() - structure.directions().count();
    for (int unit = 0; unit < structure.units(); unit++) {
      Map<String, Values> ofUnit = states(structure, 1);
      if (lastHiddenOnly) {
        int layer = unit;
        ofUnit.replaceAll(
            (name, values) ->
                layer >= lastLayer && name.equals(Names.HIDDEN)
                    ? values
                    : Values.zeros(values.shape()));
      }
      weights.add(ofUnit);
    }
    return weights;
  }
}
