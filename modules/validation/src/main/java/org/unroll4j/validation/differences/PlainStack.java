package org.unroll4j.validation.differences;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.Data;
import org.unroll4j.validation.peer.Names;
import org.unroll4j.validation.peer.Structure;
import org.unroll4j.validation.peer.Values;

/** A stack of layers in plain loops, in double. */
final class PlainStack {

  private PlainStack() {}

  /**
   * What a stack returns.
   *
   * @param outputs of the steps that were gone through, [steps, N, O·D]
   * @param finalStates per unit
   */
  record Output(Values outputs, List<Map<String, Values>> finalStates) {}

  /** All steps. */
  static Output forward(Case asked) {
    int steps = asked.structure().sizes().steps();
    return forward(asked, asked.data(), 0, steps, asked.data().initialStates());
  }

  /** The steps {@code [from, to)}, entered with the given states. */
  static Output forward(Case asked, Data data, int from, int to, List<Map<String, Values>> states) {
    Structure structure = asked.structure();
    int batch = structure.sizes().batch();
    int width = structure.sizes().inputs();
    double[] x = Arrays.copyOfRange(data.x().numbers(), from * batch * width, to * batch * width);
    boolean[] valid = Arrays.copyOfRange(data.valid(), from * batch, to * batch);
    List<Map<String, Values>> finalStates = new ArrayList<>();
    int count = structure.directions().count();
    for (int layer = 0; layer < structure.layers(); layer++) {
      double[] y = new double[(to - from) * batch * structure.outputSize()];
      for (int d = 0; d < count; d++) {
        int unit = layer * count + d;
        PlainCell cell = new PlainCell(structure, data.parameters().get(unit));
        Unit walk = new Unit(structure, unit, cell, valid);
        finalStates.add(walk.go(x, states.get(unit), y, d * structure.hiddenStateSize()));
      }
      x = y;
    }
    return new Output(Values.of(x, to - from, batch, structure.outputSize()), finalStates);
  }

  /** One direction of one layer. */
  private record Unit(Structure structure, int unit, PlainCell cell, boolean[] valid) {

    /**
     * Walks.
     *
     * @param outputs takes this direction's outputs, beginning at a column
     * @return the final states
     */
    Map<String, Values> go(double[] x, Map<String, Values> initial, double[] outputs, int column) {
      int batch = structure.sizes().batch();
      Map<String, Values> finals = new LinkedHashMap<>();
      initial.forEach((name, state) -> finals.put(name, copy(state)));
      for (int n = 0; n < batch; n++) {
        double[] h = row(initial.get(Names.HIDDEN), n);
        double[] c =
            structure.cell().hasCellState() ? row(initial.get(Names.CELL), n) : new double[0];
        sequence(n, x, outputs, column, h, c);
        put(finals.get(Names.HIDDEN), n, h);
        if (c.length > 0) {
          put(finals.get(Names.CELL), n, c);
        }
      }
      return finals;
    }

    private void sequence(int n, double[] x, double[] outputs, int column, double[] h, double[] c) {
      int batch = structure.sizes().batch();
      int steps = valid.length / batch;
      int inputs = structure.inputSize(unit);
      for (int k = 0; k < steps; k++) {
        int t = structure.isBackward(unit) ? steps - 1 - k : k;
        int place = t * batch + n;
        if (valid[place]) {
          cell.step(x, place * inputs, inputs, h, c);
          System.arraycopy(h, 0, outputs, place * structure.outputSize() + column, h.length);
        }
      }
    }

    private static Values copy(Values state) {
      return Values.of(state.numbers().clone(), state.shape());
    }

    private static double[] row(Values state, int n) {
      int width = state.shape()[1];
      return Arrays.copyOfRange(state.numbers(), n * width, (n + 1) * width);
    }

    private static void put(Values state, int n, double[] row) {
      System.arraycopy(row, 0, state.numbers(), n * row.length, row.length);
    }
  }
}
