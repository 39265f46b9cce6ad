package org.unroll4j.validation.peer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is computed, apart from the numbers. A stack has one unit for each layer and direction:
 * layer 0 forward, layer 0 backward, layer 1 forward …
 *
 * @param cell the equations
 * @param twoBiases whether the input side and the recurrent side have a bias each
 * @param layers number of layers L
 * @param directions in which directions each layer walks
 * @param sizes the sizes
 */
public record Structure(
    CellKind cell, boolean twoBiases, int layers, Directions directions, Sizes sizes) {

  /**
   * Sizes.
   *
   * @param steps T
   * @param batch N
   * @param inputs F
   * @param hidden H, the width of gates and cell states
   * @param projected the width of a projected hidden state; other cells do not look at it
   */
  public record Sizes(int steps, int batch, int inputs, int hidden, int projected) {}

  /** Number of units. */
  public int units() {
    return layers * directions.count();
  }

  /** Width O of the hidden state of one direction. */
  public int hiddenStateSize() {
    return cell == CellKind.LSTM_PROJECTION ? sizes.projected : sizes.hidden;
  }

  /** Width of the outputs: O·D. */
  public int outputSize() {
    return hiddenStateSize() * directions.count();
  }

  /** Number of input features of a unit. */
  public int inputSize(int unit) {
    return unit < directions.count() ? sizes.inputs : outputSize();
  }

  /** Whether a unit walks from the last step to the first. */
  public boolean isBackward(int unit) {
    return directions == Directions.BACKWARD
        || (directions == Directions.BOTH && unit % directions.count() == 1);
  }

  /** A unit for readers: {@code layer 1 backward}; layers are counted from 0. */
  public String unitName(int unit) {
    return "layer %d %s"
        .formatted(unit / directions.count(), isBackward(unit) ? "backward" : "forward");
  }

  /** The shapes of a unit's parameters by name, in the order of the names in {@link Names}. */
  public Map<String, int[]> parameterShapes(int unit) {
    int h = sizes.hidden;
    int columns = cell.gates() * h;
    Map<String, int[]> shapes = new LinkedHashMap<>();
    shapes.put(Names.INPUT_WEIGHTS, new int[] {inputSize(unit), columns});
    shapes.put(Names.RECURRENT_WEIGHTS, new int[] {hiddenStateSize(), columns});
    shapes.put(Names.BIAS, new int[] {columns});
    if (twoBiases) {
      shapes.put(Names.RECURRENT_BIAS, new int[] {columns});
    } else if (cell == CellKind.GRU_RESET_AFTER) {
      shapes.put(Names.CANDIDATE_BIAS, new int[] {h});
    }
    if (cell == CellKind.LSTM_PEEPHOLES) {
      shapes.put(Names.PEEPHOLES, new int[] {3 * h});
    }
    if (cell == CellKind.LSTM_PROJECTION) {
      shapes.put(Names.PROJECTION, new int[] {h, sizes.projected});
    }
    return shapes;
  }

  /** The names of the states: h, and c where the cell has one. */
  public List<String> stateNames() {
    return cell.hasCellState() ? List.of(Names.HIDDEN, Names.CELL) : List.of(Names.HIDDEN);
  }

  /** The shape of a state, [N, O] or [N, H]. */
  public int[] stateShape(String state) {
    return new int[] {sizes.batch, state.equals(Names.CELL) ? sizes.hidden : hiddenStateSize()};
  }
}
