package org.unroll4j.validation.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll4j.validation.peer.CellKind;
import org.unroll4j.validation.peer.NumberType;

/** Errors over the length of the sequences. */
final class Lengths {

  /** T. */
  static final List<Integer> STEPS = List.of(1, 4, 16, 64, 256);

  private Lengths() {}

  /**
   * What comes out.
   *
   * @param cells entries of the matrix: those of the greatest length
   * @param series one point for each length, engine, peer and quantity that both have, as plain
   *     values
   */
  record Result(List<MatrixCell> cells, List<Map<String, Object>> series) {}

  /** Compares all lengths. */
  static Result compare(Matrix matrix, CellKind cell, NumberType type) {
    List<MatrixCell> cells = List.of();
    List<Map<String, Object>> points = new ArrayList<>();
    for (int steps : STEPS) {
      cells = matrix.compare(Cases.ofLength(cell, type, steps));
      for (MatrixCell compared : cells) {
        if (compared.error() != null) {
          points.add(point(compared, steps));
        }
      }
    }
    return new Result(cells, points);
  }

  private static Map<String, Object> point(MatrixCell compared, int steps) {
    Map<String, Object> point = new LinkedHashMap<>();
    point.put("cell", compared.place().cell());
    point.put("type", compared.place().type().name());
    point.put("engine", compared.place().engine());
    point.put("peer", compared.place().peer());
    point.put("quantity", compared.place().quantity());
    point.put("steps", steps);
    point.put("error", Math.min(compared.error(), 1e300));
    point.put("tolerance", compared.tolerance());
    return point;
  }
}
