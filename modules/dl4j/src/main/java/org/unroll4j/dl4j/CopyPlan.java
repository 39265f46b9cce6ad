package org.unroll4j.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * In which order to copy one array into another: the source is dense along the columns, the target
 * along the rows, or both along the columns.
 *
 * @param source where the first element stands in the source's memory
 * @param target where the first element stands in the target's memory
 * @param outer the third axis
 * @param rows an axis along which the source jumps
 * @param columns the axis along which the source is dense
 */
record CopyPlan(int source, int target, Axis outer, Axis rows, Axis columns) {

  /**
   * Rows and columns of a tile: some cache lines each, and a tile of floats fits the first cache.
   */
  static final int TILE = 64;

  private static final Axis NONE = new Axis(1, 0, 0);

  /**
   * One axis.
   *
   * @param size its number of elements
   * @param from the source's stride
   * @param to the target's stride
   */
  record Axis(int size, int from, int to) {

    boolean continues(Axis inner) {
      return from == inner.from * inner.size && to == inner.to * inner.size;
    }

    Axis joined(Axis inner) {
      return new Axis(size * inner.size, inner.from, inner.to);
    }
  }

  /** Copies a square: lines of the source become columns of the target. */
  @FunctionalInterface
  interface Tile {
    void copy(int source, int target, int rows, int columns);
  }

  /** Copies elements that are dense in both. */
  @FunctionalInterface
  interface Line {
    void copy(int source, int target, int length);
  }

  /** The plan; null where there is none, and ND4J's own copy has to do. */
  static CopyPlan of(INDArray from, INDArray to) {
    DataType type = to.dataType();
    boolean known = type == DataType.FLOAT || type == DataType.DOUBLE;
    if (!known || from.dataType() != type || !Nd4j.getEnvironment().isCPU()) {
      return null;
    }
    if (type.width() * Math.max(span(from), span(to)) > Integer.MAX_VALUE) {
      return null;
    }
    List<Axis> axes = joinedAxes(from, to);
    Axis columns = axes.stream().filter(a -> a.from == 1).findFirst().orElse(null);
    Axis rows = axes.stream().filter(a -> a.to == 1).findFirst().orElse(null);
    if (columns == null || rows == null || axes.size() > 3) {
      return null;
    }
    List<Axis> others = new ArrayList<>(axes);
    others.remove(columns);
    if (rows.equals(columns)) {
      rows = others.isEmpty() ? NONE : others.get(0);
    }
    others.remove(rows);
    Axis outer = others.isEmpty() ? NONE : others.get(0);
    return new CopyPlan((int) from.offset(), (int) to.offset(), outer, rows, columns);
  }

  /** Number of elements from the beginning of the memory to the array's last one. */
  private static long span(INDArray array) {
    long last = array.offset();
    for (int i = 0; i < array.rank(); i++) {
      last += (array.size(i) - 1) * array.stride(i);
    }
    return last + 1;
  }

  /** The axes that are longer than 1; those that are one in both arrays are joined. */
  private static List<Axis> joinedAxes(INDArray from, INDArray to) {
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < to.rank(); i++) {
      if (to.size(i) > 1) {
        axes.add(new Axis((int) to.size(i), from.stride(i), to.stride(i)));
      }
    }
    boolean changed = true;
    while (changed) {
      changed = joinTwo(axes);
    }
    return axes;
  }

  private static boolean joinTwo(List<Axis> axes) {
    for (Axis outside : axes) {
      for (Axis inside : axes) {
        if (outside.continues(inside)) {
          axes.remove(outside);
          axes.remove(inside);
          axes.add(outside.joined(inside));
          return true;
        }
      }
    }
    return false;
  }

  boolean isLineByLine() {
    return columns.to == 1;
  }

  void forEachLine(Line line) {
    for (int o = 0; o < outer.size; o++) {
      for (int r = 0; r < rows.size; r++) {
        line.copy(
            source + o * outer.from + r * rows.from,
            target + o * outer.to + r * rows.to,
            columns.size);
      }
    }
  }

  void forEachTile(Tile tile) {
    for (int r = 0; r < rows.size; r += TILE) {
      for (int o = 0; o < outer.size; o++) {
        for (int c = 0; c < columns.size; c += TILE) {
          tile.copy(
              source + o * outer.from + r * rows.from + c,
              target + o * outer.to + c * columns.to + r,
              Math.min(TILE, rows.size - r),
              Math.min(TILE, columns.size - c));
        }
      }
    }
  }
}
