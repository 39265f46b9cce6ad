package org.unroll4j.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.vector.Tiles.Tile;

/** On the JDK's Vector API, with the widest vectors that the processor has. */
final class VectorArithmetic implements Arithmetic {

  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private static final int V = SPECIES.length();
  private static final int WIDTH = 2 * V;

  /** Eight rows of sums take 16 registers; processors with 512 bits have 32, and so has ARM. */
  private static final boolean MANY_REGISTERS =
      SPECIES.vectorBitSize() == 512 || System.getProperty("os.arch").equals("aarch64");

  /** Depth of a panel that stays in the first cache while several tiles read it. */
  private static final int DEPTH = 256;

  /** Values of A that are packed side by side for outer products. */
  private static final int GROUP = 8;

  private final Buffers buffers;

  VectorArithmetic(Buffers buffers) {
    this.buffers = buffers;
  }

  @Override
  public int rowLength(int gates, int units) {
    int behindLastGate = (gates - 1) * units + roundUp(units, V);
    int length = Math.max(roundUp(gates * units, WIDTH), roundUp(behindLastGate, V));
    // Rows a multiple of 4 KiB apart would all compete for the same few lines of the first cache.
    return length % 1024 == 0 ? length + V : length;
  }

  private static int roundUp(int n, int multiple) {
    return (n + multiple - 1) / multiple * multiple;
  }

  @Override
  public Factor pack(float[] matrix, int depth, int columns) {
    return Panels.of(matrix, panels(depth, columns));
  }

  private Panels panels(int depth, int columns) {
    long length = (long) Panels.count(columns, WIDTH) * WIDTH * depth;
    return new Panels(buffers.take(length), depth, columns, WIDTH);
  }

  @Override
  public void release(Factor factor) {
    buffers.give(((Panels) factor).values());
  }

  @Override
  public Factor packTransposed(float[] matrix, int depth, int columns) {
    return Panels.ofTransposed(matrix, panels(depth, columns));
  }

  @Override
  public boolean sharesProducts() {
    return true;
  }

  @Override
  public void addProduct(Rows a, Factor factor, Rows c) {
    Panels b = (Panels) factor;
    long operationsPerPanel = (long) a.count() * b.depth() * WIDTH;
    Threads.splitOften(
        Panels.count(b.columns(), WIDTH),
        Threads.shareOften(operationsPerPanel),
        (from, to) -> addProduct(a, b, c, from, to));
  }

  private static void addProduct(Rows a, Panels b, Rows c, int fromPanel, int toPanel) {
    for (int k = 0; k < b.depth(); k += DEPTH) {
      Tile tile = new Tile(a, b, c, k, Math.min(DEPTH, b.depth() - k));
      int panel = fromPanel;
      for (; a.count() <= 2 && panel + 2 <= toPanel; panel += 2) {
        oneOrTwoRows(tile, panel);
      }
      for (; panel < toPanel; panel++) {
        allRows(tile, panel);
      }
    }
  }

  private static void oneOrTwoRows(Tile tile, int panel) {
    if (tile.a().count() == 1) {
      RowTile.oneRow(tile, panel);
    } else {
      RowTile.twoRows(tile, panel);
    }
  }

  private static void allRows(Tile tile, int panel) {
    int rows = tile.a().count();
    int row = 0;
    while (row < rows) {
      int left = rows - row;
      if (MANY_REGISTERS && left > 4) {
        Tiles.eightRows(tile, row, panel);
        row += 8;
      } else {
        Tiles.fourRows(tile, row, panel);
        row += 4;
      }
    }
  }

  @Override
  public int columnBlock() {
    return WIDTH;
  }

  @Override
  public int outerRows(int height) {
    return roundUp(height, GROUP);
  }

  @Override
  public void outerProducts(Rows a, Rows b, OuterSum sum, int from, int to) {
    int groups = (sum.height() + GROUP - 1) / GROUP;
    float[] packedA = buffers.take((long) groups * GROUP * DEPTH);
    float[] packedB = buffers.take((long) WIDTH * DEPTH);
    for (int i = 0; i < groups * GROUP; i++) {
      Arrays.fill(sum.matrix(), i * sum.stride() + from, i * sum.stride() + roundUp(to, WIDTH), 0);
    }
    Arrays.fill(sum.sums(), from, roundUp(to, WIDTH), 0);
    for (int first = 0; first < a.count(); first += DEPTH) {
      int count = Math.min(DEPTH, a.count() - first);
      packGroups(a, first, count, sum.height(), packedA);
      for (int column = from; column < to; column += WIDTH) {
        packPanel(b, first, count, column, packedB, sum.sums());
        for (int group = 0; group < groups; group++) {
          int row = group * GROUP;
          int at = row * sum.stride() + column;
          OuterTile.add(packedA, row * count, packedB, count, sum.matrix(), at, sum.stride());
        }
      }
    }
    buffers.give(packedA, packedB);
  }

  private static void packGroups(Rows a, int first, int count, int height, float[] packed) {
    for (int m = 0; m < count; m++) {
      int at = a.at(first + m);
      for (int row = 0; row < height; row += GROUP) {
        int to = row * count + m * GROUP;
        System.arraycopy(a.values(), at + row, packed, to, Math.min(GROUP, height - row));
      }
    }
  }

  private static void packPanel(
      Rows b, int first, int count, int column, float[] packed, float[] sums) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, sums, column);
    FloatVector s1 = FloatVector.fromArray(SPECIES, sums, column + V);
    for (int m = 0; m < count; m++) {
      int at = b.at(first + m) + column;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b.values(), at);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b.values(), at + V);
      v0.intoArray(packed, m * WIDTH);
      v1.intoArray(packed, m * WIDTH + V);
      s0 = s0.add(v0);
      s1 = s1.add(v1);
    }
    s0.intoArray(sums, column);
    s1.intoArray(sums, column + V);
  }

  @Override
  public Gates gates(Cell<?, ?, ?> cell) {
    if (cell instanceof LstmCell) {
      return new VectorLstm();
    }
    if (cell instanceof RnnCell rnn) {
      return new VectorRnn(rnn.activation());
    }
    if (cell instanceof GruCell) {
      return new VectorGru();
    }
    throw new IllegalArgumentException("There are no gates for " + cell.name());
  }
}
