package org.unroll4j.dl4j;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Copies an array into another one of the same shape and type whose axes lie differently in memory:
 * line by line where both are dense along the same axis, else square by square, so that every cache
 * line is fetched once. ND4J's own copy goes element by element and takes several times as long.
 */
final class StridedCopy {

  private static final int TILE = CopyPlan.TILE;

  private StridedCopy() {}

  /** Overwrites {@code to} with the values of {@code from}. */
  static void copy(INDArray from, INDArray to) {
    CopyPlan plan = CopyPlan.of(from, to);
    if (plan == null) {
      to.assign(from);
    } else if (to.dataType() == DataType.FLOAT) {
      copyFloats(plan, floats(from), floats(to));
    } else {
      copyDoubles(plan, doubles(from), doubles(to));
    }
  }

  private static FloatBuffer floats(INDArray array) {
    return ((FloatPointer) array.data().pointer()).asBuffer();
  }

  private static DoubleBuffer doubles(INDArray array) {
    return ((DoublePointer) array.data().pointer()).asBuffer();
  }

  private static void copyFloats(CopyPlan plan, FloatBuffer from, FloatBuffer to) {
    if (plan.isLineByLine()) {
      plan.forEachLine((source, target, length) -> to.put(target, from, source, length));
      return;
    }
    float[] tile = new float[TILE * TILE];
    float[] line = new float[TILE];
    plan.forEachTile(
        (source, target, rows, columns) -> {
          for (int r = 0; r < rows; r++) {
            from.get(source + r * plan.rows().from(), tile, r * TILE, columns);
          }
          for (int c = 0; c < columns; c++) {
            for (int r = 0; r < rows; r++) {
              line[r] = tile[r * TILE + c];
            }
            to.put(target + c * plan.columns().to(), line, 0, rows);
          }
        });
  }

  private static void copyDoubles(CopyPlan plan, DoubleBuffer from, DoubleBuffer to) {
    if (plan.isLineByLine()) {
      plan.forEachLine((source, target, length) -> to.put(target, from, source, length));
      return;
    }
    double[] tile = new double[TILE * TILE];
    double[] line = new double[TILE];
    plan.forEachTile(
        (source, target, rows, columns) -> {
          for (int r = 0; r < rows; r++) {
            from.get(source + r * plan.rows().from(), tile, r * TILE, columns);
          }
          for (int c = 0; c < columns; c++) {
            for (int r = 0; r < rows; r++) {
              line[r] = tile[r * TILE + c];
            }
            to.put(target + c * plan.columns().to(), line, 0, rows);
          }
        });
  }
}
