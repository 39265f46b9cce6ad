package org.unroll4j.validation.dl4j;

import java.util.LinkedHashMap;
import java.util.Map;
import org.unroll4j.validation.peer.CellKind;
import org.unroll4j.validation.peer.Names;
import org.unroll4j.validation.peer.Structure;
import org.unroll4j.validation.peer.Values;

/**
 * Parameters in the order of the contract and in that of Deeplearning4j. Its LSTMs have the gate
 * blocks candidate, forget, output, input, whatever the comments there call them; {@code
 * GravesLSTM} has the peepholes f, o, i as three more columns of the recurrent weights.
 *
 * @param structure tells what there is
 */
record Blocks(Structure structure) {

  private static final String RECURRENT = "RW";

  /** Where our blocks i, f, g, o stand there. */
  private static final int[] LSTM = {3, 1, 0, 2};

  /** Where our peepholes i, f, o stand there. */
  private static final int[] PEEPHOLES = {2, 0, 1};

  private boolean isLstm() {
    return structure.cell().hasCellState();
  }

  private boolean hasPeepholes() {
    return structure.cell() == CellKind.LSTM_PEEPHOLES;
  }

  /** One unit's parameters. */
  Map<String, Values> toDl4j(Map<String, Values> ours) {
    Map<String, Values> theirs = new LinkedHashMap<>();
    theirs.put("W", moved(ours.get(Names.INPUT_WEIGHTS), true));
    Values recurrent = moved(ours.get(Names.RECURRENT_WEIGHTS), true);
    theirs.put(
        RECURRENT,
        hasPeepholes() ? withPeepholes(recurrent, ours.get(Names.PEEPHOLES)) : recurrent);
    theirs.put("b", moved(ours.get(Names.BIAS), true));
    return theirs;
  }

  /** One unit's parameters or gradients, [.., columns] each. */
  Map<String, Values> toOurs(Map<String, Values> theirs) {
    Map<String, Values> ours = new LinkedHashMap<>();
    ours.put(Names.INPUT_WEIGHTS, moved(theirs.get("W"), false));
    Values recurrent = theirs.get(RECURRENT);
    ours.put(
        Names.RECURRENT_WEIGHTS,
        moved(hasPeepholes() ? columns(recurrent, 0, recurrentColumns()) : recurrent, false));
    Values bias = theirs.get("b");
    ours.put(Names.BIAS, moved(Values.of(bias.numbers(), bias.length()), false));
    if (hasPeepholes()) {
      ours.put(Names.PEEPHOLES, peepholes(recurrent));
    }
    return ours;
  }

  private int recurrentColumns() {
    return structure.cell().gates() * structure.sizes().hidden();
  }

  private Values moved(Values array, boolean toTheirs) {
    if (!isLstm()) {
      return array;
    }
    int width = structure.sizes().hidden();
    int columns = LSTM.length * width;
    double[] moved = new double[array.length()];
    for (int i = 0; i < moved.length; i++) {
      int block = i % columns / width;
      int place = i + (LSTM[block] - block) * width;
      if (toTheirs) {
        moved[place] = array.numbers()[i];
      } else {
        moved[i] = array.numbers()[place];
      }
    }
    return Values.of(moved, array.shape());
  }

  private static Values columns(Values matrix, int from, int to) {
    int rows = matrix.shape()[0];
    int all = matrix.shape()[1];
    double[] part = new double[rows * (to - from)];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(matrix.numbers(), row * all + from, part, row * (to - from), to - from);
    }
    return Values.of(part, rows, to - from);
  }

  private Values withPeepholes(Values recurrent, Values peepholes) {
    int h = structure.sizes().hidden();
    int columns = recurrentColumns();
    int all = columns + PEEPHOLES.length;
    double[] joined = new double[h * all];
    for (int row = 0; row < h; row++) {
      System.arraycopy(recurrent.numbers(), row * columns, joined, row * all, columns);
      for (int gate = 0; gate < PEEPHOLES.length; gate++) {
        joined[row * all + columns + PEEPHOLES[gate]] = peepholes.numbers()[gate * h + row];
      }
    }
    return Values.of(joined, h, all);
  }

  private Values peepholes(Values recurrent) {
    int h = structure.sizes().hidden();
    double[] p = new double[PEEPHOLES.length * h];
    for (int gate = 0; gate < PEEPHOLES.length; gate++) {
      int column = recurrentColumns() + PEEPHOLES[gate];
      System.arraycopy(columns(recurrent, column, column + 1).numbers(), 0, p, gate * h, h);
    }
    return Values.of(p, p.length);
  }
}
