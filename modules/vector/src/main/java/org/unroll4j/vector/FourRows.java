package org.unroll4j.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Four rows times one panel: see {@link Tile}. */
final class FourRows {

  private static final VectorSpecies<Float> S = VectorArithmetic.SPECIES;
  private static final int V = S.length();
  private static final int WIDTH = 2 * V;

  private FourRows() {}

  /** Adds a group of four rows times a panel to the rows of the result from {@code row} on. */
  static void add(float[] a, int group, Tile t, int row, int panel) {
    float[] b = t.b().values();
    float[] c = t.c().values();
    int bAt = t.b().at(panel, t.k());
    int column = t.column() + panel * WIDTH;
    int at0 = t.resultAt(row) + column;
    int at1 = t.resultAt(row + 1) + column;
    int at2 = t.resultAt(row + 2) + column;
    int at3 = t.resultAt(row + 3) + column;
    FloatVector c0x = FloatVector.zero(S);
    FloatVector c0y = FloatVector.zero(S);
    FloatVector c1x = FloatVector.zero(S);
    FloatVector c1y = FloatVector.zero(S);
    FloatVector c2x = FloatVector.zero(S);
    FloatVector c2y = FloatVector.zero(S);
    FloatVector c3x = FloatVector.zero(S);
    FloatVector c3y = FloatVector.zero(S);
    for (int k = 0; k < t.depth(); k += 4) {
      int ak = group + k * 4;
      int bk = bAt + k * WIDTH;
      FloatVector b0x = FloatVector.fromArray(S, b, bk);
      FloatVector b0y = FloatVector.fromArray(S, b, bk + V);
      FloatVector a00 = FloatVector.broadcast(S, a[ak]);
      c0x = a00.fma(b0x, c0x);
      c0y = a00.fma(b0y, c0y);
      FloatVector a01 = FloatVector.broadcast(S, a[ak + 4]);
      c1x = a01.fma(b0x, c1x);
      c1y = a01.fma(b0y, c1y);
      FloatVector a02 = FloatVector.broadcast(S, a[ak + 8]);
      c2x = a02.fma(b0x, c2x);
      c2y = a02.fma(b0y, c2y);
      FloatVector a03 = FloatVector.broadcast(S, a[ak + 12]);
      c3x = a03.fma(b0x, c3x);
      c3y = a03.fma(b0y, c3y);
      FloatVector b1x = FloatVector.fromArray(S, b, bk + WIDTH);
      FloatVector b1y = FloatVector.fromArray(S, b, bk + WIDTH + V);
      FloatVector a10 = FloatVector.broadcast(S, a[ak + 1]);
      c0x = a10.fma(b1x, c0x);
      c0y = a10.fma(b1y, c0y);
      FloatVector a11 = FloatVector.broadcast(S, a[ak + 5]);
      c1x = a11.fma(b1x, c1x);
      c1y = a11.fma(b1y, c1y);
      FloatVector a12 = FloatVector.broadcast(S, a[ak + 9]);
      c2x = a12.fma(b1x, c2x);
      c2y = a12.fma(b1y, c2y);
      FloatVector a13 = FloatVector.broadcast(S, a[ak + 13]);
      c3x = a13.fma(b1x, c3x);
      c3y = a13.fma(b1y, c3y);
      FloatVector b2x = FloatVector.fromArray(S, b, bk + 2 * WIDTH);
      FloatVector b2y = FloatVector.fromArray(S, b, bk + 2 * WIDTH + V);
      FloatVector a20 = FloatVector.broadcast(S, a[ak + 2]);
      c0x = a20.fma(b2x, c0x);
      c0y = a20.fma(b2y, c0y);
      FloatVector a21 = FloatVector.broadcast(S, a[ak + 6]);
      c1x = a21.fma(b2x, c1x);
      c1y = a21.fma(b2y, c1y);
      FloatVector a22 = FloatVector.broadcast(S, a[ak + 10]);
      c2x = a22.fma(b2x, c2x);
      c2y = a22.fma(b2y, c2y);
      FloatVector a23 = FloatVector.broadcast(S, a[ak + 14]);
      c3x = a23.fma(b2x, c3x);
      c3y = a23.fma(b2y, c3y);
      FloatVector b3x = FloatVector.fromArray(S, b, bk + 3 * WIDTH);
      FloatVector b3y = FloatVector.fromArray(S, b, bk + 3 * WIDTH + V);
      FloatVector a30 = FloatVector.broadcast(S, a[ak + 3]);
      c0x = a30.fma(b3x, c0x);
      c0y = a30.fma(b3y, c0y);
      FloatVector a31 = FloatVector.broadcast(S, a[ak + 7]);
      c1x = a31.fma(b3x, c1x);
      c1y = a31.fma(b3y, c1y);
      FloatVector a32 = FloatVector.broadcast(S, a[ak + 11]);
      c2x = a32.fma(b3x, c2x);
      c2y = a32.fma(b3y, c2y);
      FloatVector a33 = FloatVector.broadcast(S, a[ak + 15]);
      c3x = a33.fma(b3x, c3x);
      c3y = a33.fma(b3y, c3y);
    }
    c0x = c0x.add(FloatVector.fromArray(S, c, at0));
    c0y = c0y.add(FloatVector.fromArray(S, c, at0 + V));
    c1x = c1x.add(FloatVector.fromArray(S, c, at1));
    c1y = c1y.add(FloatVector.fromArray(S, c, at1 + V));
    c2x = c2x.add(FloatVector.fromArray(S, c, at2));
    c2y = c2y.add(FloatVector.fromArray(S, c, at2 + V));
    c3x = c3x.add(FloatVector.fromArray(S, c, at3));
    c3y = c3y.add(FloatVector.fromArray(S, c, at3 + V));
    c0x.intoArray(c, at0);
    c0y.intoArray(c, at0 + V);
    c1x.intoArray(c, at1);
    c1y.intoArray(c, at1 + V);
    c2x.intoArray(c, at2);
    c2y.intoArray(c, at2 + V);
    c3x.intoArray(c, at3);
    c3y.intoArray(c, at3 + V);
  }
}
