package org.unroll4j.vector;

import java.util.Arrays;
import java.util.List;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.RnnCell;

/**
 * In plain loops, for a JVM without the Vector API. The JIT turns them into vector instructions
 * because every array in them is read and written at the loop's own index: hence one array for each
 * row of a matrix, and copies of rows before and after.
 */
final class LoopArithmetic implements Arithmetic {

  /** Columns of outer products that one thread takes at least. */
  private static final int COLUMNS = 64;

  /** A matrix row by row. */
  private record RowMatrix(float[][] rows, int columns) implements Factor {}

  @Override
  public int rowLength(int gates, int units) {
    return gates * units;
  }

  @Override
  public Factor pack(float[] matrix, int depth, int columns) {
    float[][] rows = new float[depth][];
    Arrays.setAll(rows, k -> Arrays.copyOfRange(matrix, k * columns, (k + 1) * columns));
    return new RowMatrix(rows, columns);
  }

  @Override
  public Factor packTransposed(float[] matrix, int depth, int columns) {
    float[][] rows = new float[depth][columns];
    for (int j = 0; j < columns; j++) {
      for (int k = 0; k < depth; k++) {
        rows[k][j] = matrix[j * depth + k];
      }
    }
    return new RowMatrix(rows, columns);
  }

  @Override
  public void addProduct(Rows a, Factor factor, Rows c) {
    RowMatrix b = (RowMatrix) factor;
    float[] sum = new float[b.columns];
    for (int i = 0; i < a.count(); i++) {
      System.arraycopy(c.values(), c.at(i), sum, 0, sum.length);
      addProduct(a.values(), a.at(i), b.rows, sum);
      System.arraycopy(sum, 0, c.values(), c.at(i), sum.length);
    }
  }

  private static void addProduct(float[] a, int at, float[][] b, float[] sum) {
    int k = 0;
    for (; k + 4 <= b.length; k += 4) {
      float[] x = {a[at + k], a[at + k + 1], a[at + k + 2], a[at + k + 3]};
      addRows(x, b[k], b[k + 1], b[k + 2], b[k + 3], sum);
    }
    for (; k < b.length; k++) {
      addRow(a[at + k], b[k], sum);
    }
  }

  @Override
  public int columnBlock() {
    return COLUMNS;
  }

  @Override
  public void outerProducts(List<OuterSum> products, Rows b, float[] sums, int from, int to) {
    for (OuterSum product : products) {
      outerProducts(product, b, from, to);
    }
    float[] sum = new float[to - from];
    for (int m = 0; m < b.count(); m++) {
      addRow(1, row(b, m, from, to), sum);
    }
    System.arraycopy(sum, 0, sums, from, to - from);
  }

  private static void outerProducts(OuterSum product, Rows b, int from, int to) {
    Rows a = product.a();
    float[] v = a.values();
    float[][] matrix = new float[product.height()][to - from];
    int m = 0;
    for (; m + 4 <= a.count(); m += 4) {
      float[][] rows = {
        row(b, m, from, to),
        row(b, m + 1, from, to),
        row(b, m + 2, from, to),
        row(b, m + 3, from, to)
      };
      for (int i = 0; i < matrix.length; i++) {
        float[] x = {v[a.at(m) + i], v[a.at(m + 1) + i], v[a.at(m + 2) + i], v[a.at(m + 3) + i]};
        addRows(x, rows[0], rows[1], rows[2], rows[3], matrix[i]);
      }
    }
    for (; m < a.count(); m++) {
      float[] row = row(b, m, from, to);
      for (int i = 0; i < matrix.length; i++) {
        addRow(v[a.at(m) + i], row, matrix[i]);
      }
    }
    for (int i = 0; i < matrix.length; i++) {
      System.arraycopy(matrix[i], 0, product.matrix(), i * product.stride() + from, to - from);
    }
  }

  private static float[] row(Rows b, int m, int from, int to) {
    return Arrays.copyOfRange(b.values(), b.at(m) + from, b.at(m) + to);
  }

  private static void addRow(float x, float[] row, float[] sum) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] += x * row[j];
    }
  }

  /** Four rows at a time: the sum is read and written once for four products. */
  private static void addRows(
      float[] x, float[] row0, float[] row1, float[] row2, float[] row3, float[] sum) {
    float x0 = x[0];
    float x1 = x[1];
    float x2 = x[2];
    float x3 = x[3];
    for (int j = 0; j < sum.length; j++) {
      sum[j] += x0 * row0[j] + x1 * row1[j] + (x2 * row2[j] + x3 * row3[j]);
    }
  }

  @Override
  public Gates gates(Cell<?, ?, ?> cell) {
    if (cell instanceof LstmCell) {
      return new LoopLstm();
    }
    if (cell instanceof RnnCell rnn) {
      return new LoopRnn(rnn.activation());
    }
    if (cell instanceof GruCell) {
      return new LoopGru();
    }
    throw new IllegalArgumentException("There are no gates for " + cell.name());
  }

  /** A row of gates, states or gradients on an array of its own. */
  static float[] copy(float[] values, int at, int length) {
    return Arrays.copyOfRange(values, at, at + length);
  }

  /** Back from an array of its own. */
  static void paste(float[] row, float[] values, int at) {
    System.arraycopy(row, 0, values, at, row.length);
  }

  /** tanh in place. */
  static void tanh(float[] v) {
    for (int j = 0; j < v.length; j++) {
      v[j] = Activations.tanh(v[j]);
    }
  }

  /** σ in place. */
  static void sigmoid(float[] v) {
    for (int j = 0; j < v.length; j++) {
      v[j] = Activations.sigmoid(v[j]);
    }
  }
}
