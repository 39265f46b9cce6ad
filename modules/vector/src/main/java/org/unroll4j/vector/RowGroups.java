package org.unroll4j.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The left-hand side of a product in groups of rows, so that a tile reads from one place only and
 * the JIT has one address to compute instead of one for each row: the first four values of each row
 * of a group, then the next four of each, as many as the tile takes at a time.
 *
 * <p>A group has 8 or 4 rows. Processors with 16 vector registers hold the sums of 4.
 */
final class RowGroups {

  /** Rows of the larger groups. */
  private static final int LARGEST = 8;

  /** How many values of a row lie side by side. */
  private static final int RUN = Panels.STEP;

  private static final VectorSpecies<Float> S = VectorArithmetic.SPECIES;

  /** Whether a vector has four runs, so that four rows can change places in registers. */
  private static final boolean FOUR_RUNS = S.length() == 4 * RUN;

  private static final VectorShuffle<Float> SWAP_ONES = swap(1);
  private static final VectorShuffle<Float> SWAP_TWOS = swap(2);
  private static final VectorMask<Float> ODD_ONES = odd(1);
  private static final VectorMask<Float> EVEN_ONES = ODD_ONES.not();
  private static final VectorMask<Float> ODD_TWOS = odd(2);
  private static final VectorMask<Float> EVEN_TWOS = ODD_TWOS.not();
  private static final VectorShuffle<Float> SWAP_RUNS = swap(RUN);
  private static final VectorShuffle<Float> SWAP_PAIRS = swap(2 * RUN);
  private static final VectorMask<Float> ODD_RUNS = odd(RUN);
  private static final VectorMask<Float> EVEN_RUNS = ODD_RUNS.not();
  private static final VectorMask<Float> ODD_PAIRS = odd(2 * RUN);
  private static final VectorMask<Float> EVEN_PAIRS = ODD_PAIRS.not();

  private final boolean manyRegisters;

  RowGroups(boolean manyRegisters) {
    this.manyRegisters = manyRegisters;
  }

  /** Each stretch of so many lanes changes places with its neighbour. */
  private static VectorShuffle<Float> swap(int lanes) {
    return VectorShuffle.fromOp(S, lane -> (lane ^ lanes) % S.length());
  }

  private static VectorMask<Float> odd(int lanes) {
    boolean[] odd = new boolean[S.length()];
    for (int lane = 0; lane < odd.length; lane++) {
      odd[lane] = (lane & lanes) != 0;
    }
    return VectorMask.fromArray(S, odd, 0);
  }

  /** The size of the next group if so many rows are left. */
  int next(int left) {
    return manyRegisters && left > 4 ? 8 : 4;
  }

  /** How many rows the groups have together, at most. */
  static int padded(int rows) {
    return (rows + 7) / 8 * 8;
  }

  /**
   * Groups the rows of a matrix; where there are too few for a group, the last one stands for them.
   *
   * @param k where in the rows to begin
   * @param length how many values of each to take; they are filled up with zeros
   * @param packed receives the groups one behind the other
   */
  void pack(Rows rows, int k, int length, float[] packed) {
    int depth = Panels.padded(length);
    int last = rows.count() - 1;
    for (int row = 0, at = 0; row <= last; ) {
      int size = next(last + 1 - row);
      for (int i = 0; i < size; i += 4) {
        int from0 = rows.at(Math.min(row + i, last)) + k;
        int from1 = rows.at(Math.min(row + i + 1, last)) + k;
        int from2 = rows.at(Math.min(row + i + 2, last)) + k;
        int from3 = rows.at(Math.min(row + i + 3, last)) + k;
        int to = at + i * RUN;
        int stride = size * RUN;
        int done = FOUR_RUNS ? length / S.length() * S.length() : 0;
        packFour(rows.values(), from0, from1, from2, from3, done, packed, to, stride);
        if (done < length) {
          int rest = to + done / RUN * stride;
          packRow(rows.values(), from0 + done, length - done, packed, rest, stride);
          packRow(rows.values(), from1 + done, length - done, packed, rest + RUN, stride);
          packRow(rows.values(), from2 + done, length - done, packed, rest + 2 * RUN, stride);
          packRow(rows.values(), from3 + done, length - done, packed, rest + 3 * RUN, stride);
        }
      }
      at += size * depth;
      row += size;
    }
  }

  /** Four vectors of four rows at a time, turned so that each has four values of every row. */
  private static void packFour(
      float[] v,
      int from0,
      int from1,
      int from2,
      int from3,
      int length,
      float[] packed,
      int to,
      int stride) {
    for (int j = 0; j < length; j += 4 * RUN) {
      FloatVector a = FloatVector.fromArray(S, v, from0 + j);
      FloatVector b = FloatVector.fromArray(S, v, from1 + j);
      FloatVector c = FloatVector.fromArray(S, v, from2 + j);
      FloatVector d = FloatVector.fromArray(S, v, from3 + j);
      FloatVector ab = a.blend(b.rearrange(SWAP_RUNS), ODD_RUNS);
      FloatVector ba = b.blend(a.rearrange(SWAP_RUNS), EVEN_RUNS);
      FloatVector cd = c.blend(d.rearrange(SWAP_RUNS), ODD_RUNS);
      FloatVector dc = d.blend(c.rearrange(SWAP_RUNS), EVEN_RUNS);
      int at = to + j / RUN * stride;
      ab.blend(cd.rearrange(SWAP_PAIRS), ODD_PAIRS).intoArray(packed, at);
      ba.blend(dc.rearrange(SWAP_PAIRS), ODD_PAIRS).intoArray(packed, at + stride);
      cd.blend(ab.rearrange(SWAP_PAIRS), EVEN_PAIRS).intoArray(packed, at + 2 * stride);
      dc.blend(ba.rearrange(SWAP_PAIRS), EVEN_PAIRS).intoArray(packed, at + 3 * stride);
    }
  }

  private static void packRow(
      float[] values, int from, int length, float[] packed, int to, int stride) {
    int whole = length / RUN * RUN;
    int at = to;
    for (int j = 0; j < whole; j += RUN, at += stride) {
      packed[at] = values[from + j];
      packed[at + 1] = values[from + j + 1];
      packed[at + 2] = values[from + j + 2];
      packed[at + 3] = values[from + j + 3];
    }
    if (whole < length) {
      for (int j = 0; j < RUN; j++) {
        packed[at + j] = whole + j < length ? values[from + whole + j] : 0;
      }
    }
  }

  /**
   * Groups the columns of A, some rows of it at a time; where there are too few for a group, the
   * last one stands for them.
   *
   * @param first the first row to take
   * @param count how many to take; they are filled up with rows that count for nothing
   */
  void packColumns(OuterSum sum, int first, int count, float[] packed) {
    Rows rows = sum.a();
    int columns = sum.height();
    int depth = Panels.padded(count);
    int last = first + count - 1;
    int whole = FOUR_RUNS ? columns / S.length() * S.length() : 0;
    for (int column = 0; column < whole; column += S.length()) {
      packVector(rows, first, count, column, packed, column * depth);
    }
    for (int column = whole, at = whole * depth; column < columns; ) {
      int size = next(columns - column);
      int filled = Math.min(size, columns - column);
      for (int m = 0; m < count; m += RUN) {
        int from0 = rows.at(first + m) + column;
        int from1 = rows.at(Math.min(first + m + 1, last)) + column;
        int from2 = rows.at(Math.min(first + m + 2, last)) + column;
        int from3 = rows.at(Math.min(first + m + 3, last)) + column;
        int to = at + m * size;
        packColumns(rows.values(), from0, from1, from2, from3, filled, packed, to);
        for (int i = filled; i < size; i++) {
          System.arraycopy(packed, to + (filled - 1) * RUN, packed, to + i * RUN, RUN);
        }
      }
      at += size * depth;
      column += size;
    }
  }

  /**
   * As many columns as a vector has lanes, two groups of them: four rows are turned in registers.
   */
  private static void packVector(
      Rows rows, int first, int count, int column, float[] packed, int to) {
    float[] v = rows.values();
    int last = first + count - 1;
    int next = LARGEST * Panels.padded(count);
    for (int m = 0; m < count; m += RUN) {
      FloatVector a = FloatVector.fromArray(S, v, rows.at(first + m) + column);
      FloatVector b = FloatVector.fromArray(S, v, rows.at(Math.min(first + m + 1, last)) + column);
      FloatVector c = FloatVector.fromArray(S, v, rows.at(Math.min(first + m + 2, last)) + column);
      FloatVector d = FloatVector.fromArray(S, v, rows.at(Math.min(first + m + 3, last)) + column);
      FloatVector ab = a.blend(b.rearrange(SWAP_ONES), ODD_ONES);
      FloatVector ba = b.blend(a.rearrange(SWAP_ONES), EVEN_ONES);
      FloatVector cd = c.blend(d.rearrange(SWAP_ONES), ODD_ONES);
      FloatVector dc = d.blend(c.rearrange(SWAP_ONES), EVEN_ONES);
      a = ab.blend(cd.rearrange(SWAP_TWOS), ODD_TWOS);
      b = ba.blend(dc.rearrange(SWAP_TWOS), ODD_TWOS);
      c = cd.blend(ab.rearrange(SWAP_TWOS), EVEN_TWOS);
      d = dc.blend(ba.rearrange(SWAP_TWOS), EVEN_TWOS);
      ab = a.blend(b.rearrange(SWAP_RUNS), ODD_RUNS);
      ba = b.blend(a.rearrange(SWAP_RUNS), EVEN_RUNS);
      cd = c.blend(d.rearrange(SWAP_RUNS), ODD_RUNS);
      dc = d.blend(c.rearrange(SWAP_RUNS), EVEN_RUNS);
      int at = to + m * LARGEST;
      ab.blend(cd.rearrange(SWAP_PAIRS), ODD_PAIRS).intoArray(packed, at);
      ba.blend(dc.rearrange(SWAP_PAIRS), ODD_PAIRS).intoArray(packed, at + S.length());
      cd.blend(ab.rearrange(SWAP_PAIRS), EVEN_PAIRS).intoArray(packed, at + next);
      dc.blend(ba.rearrange(SWAP_PAIRS), EVEN_PAIRS).intoArray(packed, at + next + S.length());
    }
  }

  private static void packColumns(
      float[] v, int from0, int from1, int from2, int from3, int count, float[] packed, int to) {
    for (int i = 0, at = to; i < count; i++, at += RUN) {
      packed[at] = v[from0 + i];
      packed[at + 1] = v[from1 + i];
      packed[at + 2] = v[from2 + i];
      packed[at + 3] = v[from3 + i];
    }
  }
}
