package org.unroll4j.vector;

import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.RnnCell;

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

  private static final RowGroups ROWS = new RowGroups(MANY_REGISTERS);

  private final Arena arena = new Arena();
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
    long length = (long) Panels.count(columns, WIDTH) * WIDTH * Panels.padded(depth);
    return new Panels(arena.take(length), depth, columns, WIDTH);
  }

  @Override
  public void release(Factor factor) {
    arena.give(((Panels) factor).memory());
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

  private void addProduct(Rows a, Panels b, Rows c, int fromPanel, int toPanel) {
    int single = a.count() > 2 ? fromPanel : toPanel - (toPanel - fromPanel) % 2;
    for (int k = 0; k < b.depth(); k += DEPTH) {
      int depth = Math.min(DEPTH, b.depth() - k);
      for (int panel = fromPanel; panel < single; panel += 2) {
        oneOrTwoRows(a, new Tile(b, k, depth, c, 0), panel);
      }
      if (single < toPanel) {
        float[] groups = group(a, k, depth);
        addRows(groups, new Tile(b, k, Panels.padded(depth), c, 0), single, toPanel);
        buffers.give(groups);
      }
    }
  }

  @Override
  public void addProducts(Rows a, List<Factor> factors, List<Rows> c) {
    int depth = ((Panels) factors.get(0)).depth();
    for (int k = 0; k < depth; k += DEPTH) {
      int part = Math.min(DEPTH, depth - k);
      float[] groups = group(a, k, part);
      for (int i = 0; i < factors.size(); i++) {
        Panels b = (Panels) factors.get(i);
        Tile tile = new Tile(b, k, Panels.padded(part), c.get(i), 0);
        addRows(groups, tile, 0, Panels.count(b.columns(), WIDTH));
      }
      buffers.give(groups);
    }
  }

  private float[] group(Rows a, int k, int depth) {
    float[] groups = buffers.take((long) RowGroups.padded(a.count()) * DEPTH);
    ROWS.pack(a, k, depth, groups);
    return groups;
  }

  private static void oneOrTwoRows(Rows a, Tile tile, int panel) {
    if (a.count() == 1) {
      RowTile.oneRow(a, tile, panel);
    } else {
      RowTile.twoRows(a, tile, panel);
    }
  }

  private static void addRows(float[] groups, Tile tile, int fromPanel, int toPanel) {
    int rows = tile.c().count();
    for (int panel = fromPanel; panel < toPanel; panel++) {
      for (int row = 0, at = 0; row < rows; ) {
        int size = ROWS.next(rows - row);
        if (size == 8) {
          EightRows.add(groups, at, tile, row, panel);
        } else {
          FourRows.add(groups, at, tile, row, panel);
        }
        at += size * tile.depth();
        row += size;
      }
    }
  }

  @Override
  public int columnBlock() {
    return WIDTH;
  }

  @Override
  public void outerProducts(List<OuterSum> products, Rows b, float[] sums, int from, int to) {
    int end = roundUp(to, WIDTH);
    Arrays.fill(sums, from, end, 0);
    List<Outer> outers = products.stream().map(product -> outer(product, from, end)).toList();
    Arena.Piece memory = arena.take((long) WIDTH * DEPTH);
    for (int first = 0; first < b.count(); first += DEPTH) {
      int count = Math.min(DEPTH, b.count() - first);
      for (Outer outer : outers) {
        ROWS.packColumns(outer.sum, first, count, outer.groups);
      }
      Panels panel = new Panels(memory, count, WIDTH, WIDTH);
      for (int column = from; column < end; column += WIDTH) {
        packPanel(b, first, column, panel, sums);
        for (Outer outer : outers) {
          addRows(outer.groups, new Tile(panel, 0, Panels.padded(count), outer.c, column), 0, 1);
        }
      }
    }
    outers.forEach(outer -> buffers.give(outer.groups));
    arena.give(memory);
  }

  /** A sum of outer products with its A in groups and the rows of its C. */
  private record Outer(OuterSum sum, float[] groups, Rows c) {}

  private Outer outer(OuterSum sum, int from, int to) {
    for (int i = 0; i < sum.height(); i++) {
      Arrays.fill(sum.matrix(), i * sum.stride() + from, i * sum.stride() + to, 0);
    }
    int[] rows = Rows.range(0, sum.height());
    return new Outer(
        sum,
        buffers.take((long) RowGroups.padded(sum.height()) * DEPTH),
        new Rows(sum.matrix(), sum.stride(), rows, 0, rows.length));
  }

  /** Some columns of some rows, which are added to the sums on the way. */
  private static void packPanel(Rows b, int first, int column, Panels panel, float[] sums) {
    float[] packed = panel.values();
    int to = panel.at(0, 0);
    FloatVector s0 = FloatVector.fromArray(SPECIES, sums, column);
    FloatVector s1 = FloatVector.fromArray(SPECIES, sums, column + V);
    for (int m = 0; m < panel.depth(); m++) {
      int at = b.at(first + m) + column;
      FloatVector v0 = FloatVector.fromArray(SPECIES, b.values(), at);
      FloatVector v1 = FloatVector.fromArray(SPECIES, b.values(), at + V);
      v0.intoArray(packed, to + m * WIDTH);
      v1.intoArray(packed, to + m * WIDTH + V);
      s0 = s0.add(v0);
      s1 = s1.add(v1);
    }
    s0.intoArray(sums, column);
    s1.intoArray(sums, column + V);
    Arrays.fill(packed, to + panel.depth() * WIDTH, panel.at(1, 0), 0);
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
