package org.unroll4j.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of a few rows with one panel, or a few panels: small enough for all sums to stay in
 * registers while the depth is walked through. Written out, because the JIT keeps vectors in
 * registers only as local variables.
 *
 * <p>Every tile adds in the same order, so that a row comes out the same from any of them.
 */
final class Tiles {

  private static final VectorSpecies<Float> S = VectorArithmetic.SPECIES;
  private static final int V = S.length();
  private static final int WIDTH = 2 * V;

  private Tiles() {}

  /**
   * Eight rows times one panel; rows behind the last one repeat it, which changes nothing, because
   * all are read before any is written.
   */
  static void eightRows(Tile t, int row, int panel) {
    float[] a = t.a.values();
    float[] b = t.b.values();
    float[] c = t.c.values();
    int bAt = t.panelAt(panel);
    int column = panel * WIDTH;
    int r0 = row;
    int r1 = Math.min(row + 1, t.last());
    int r2 = Math.min(row + 2, t.last());
    int r3 = Math.min(row + 3, t.last());
    int r4 = Math.min(row + 4, t.last());
    int r5 = Math.min(row + 5, t.last());
    int r6 = Math.min(row + 6, t.last());
    int r7 = Math.min(row + 7, t.last());
    int a0 = t.a.at(r0) + t.k;
    int a1 = t.a.at(r1) + t.k;
    int a2 = t.a.at(r2) + t.k;
    int a3 = t.a.at(r3) + t.k;
    int a4 = t.a.at(r4) + t.k;
    int a5 = t.a.at(r5) + t.k;
    int a6 = t.a.at(r6) + t.k;
    int a7 = t.a.at(r7) + t.k;
    int at0 = t.c.at(r0) + column;
    int at1 = t.c.at(r1) + column;
    int at2 = t.c.at(r2) + column;
    int at3 = t.c.at(r3) + column;
    int at4 = t.c.at(r4) + column;
    int at5 = t.c.at(r5) + column;
    int at6 = t.c.at(r6) + column;
    int at7 = t.c.at(r7) + column;
    FloatVector c00 = FloatVector.zero(S);
    FloatVector c01 = FloatVector.zero(S);
    FloatVector c10 = FloatVector.zero(S);
    FloatVector c11 = FloatVector.zero(S);
    FloatVector c20 = FloatVector.zero(S);
    FloatVector c21 = FloatVector.zero(S);
    FloatVector c30 = FloatVector.zero(S);
    FloatVector c31 = FloatVector.zero(S);
    FloatVector c40 = FloatVector.zero(S);
    FloatVector c41 = FloatVector.zero(S);
    FloatVector c50 = FloatVector.zero(S);
    FloatVector c51 = FloatVector.zero(S);
    FloatVector c60 = FloatVector.zero(S);
    FloatVector c61 = FloatVector.zero(S);
    FloatVector c70 = FloatVector.zero(S);
    FloatVector c71 = FloatVector.zero(S);
    int even = t.depth & ~1;
    for (int k = 0; k < even; k += 2) {
      FloatVector b0 = FloatVector.fromArray(S, b, bAt + k * WIDTH);
      FloatVector b1 = FloatVector.fromArray(S, b, bAt + k * WIDTH + V);
      FloatVector d0 = FloatVector.fromArray(S, b, bAt + k * WIDTH + WIDTH);
      FloatVector d1 = FloatVector.fromArray(S, b, bAt + k * WIDTH + WIDTH + V);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + k]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector y0 = FloatVector.broadcast(S, a[a0 + k + 1]);
      c00 = y0.fma(d0, c00);
      c01 = y0.fma(d1, c01);
      FloatVector x1 = FloatVector.broadcast(S, a[a1 + k]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector y1 = FloatVector.broadcast(S, a[a1 + k + 1]);
      c10 = y1.fma(d0, c10);
      c11 = y1.fma(d1, c11);
      FloatVector x2 = FloatVector.broadcast(S, a[a2 + k]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector y2 = FloatVector.broadcast(S, a[a2 + k + 1]);
      c20 = y2.fma(d0, c20);
      c21 = y2.fma(d1, c21);
      FloatVector x3 = FloatVector.broadcast(S, a[a3 + k]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      FloatVector y3 = FloatVector.broadcast(S, a[a3 + k + 1]);
      c30 = y3.fma(d0, c30);
      c31 = y3.fma(d1, c31);
      FloatVector x4 = FloatVector.broadcast(S, a[a4 + k]);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);
      FloatVector y4 = FloatVector.broadcast(S, a[a4 + k + 1]);
      c40 = y4.fma(d0, c40);
      c41 = y4.fma(d1, c41);
      FloatVector x5 = FloatVector.broadcast(S, a[a5 + k]);
      c50 = x5.fma(b0, c50);
      c51 = x5.fma(b1, c51);
      FloatVector y5 = FloatVector.broadcast(S, a[a5 + k + 1]);
      c50 = y5.fma(d0, c50);
      c51 = y5.fma(d1, c51);
      FloatVector x6 = FloatVector.broadcast(S, a[a6 + k]);
      c60 = x6.fma(b0, c60);
      c61 = x6.fma(b1, c61);
      FloatVector y6 = FloatVector.broadcast(S, a[a6 + k + 1]);
      c60 = y6.fma(d0, c60);
      c61 = y6.fma(d1, c61);
      FloatVector x7 = FloatVector.broadcast(S, a[a7 + k]);
      c70 = x7.fma(b0, c70);
      c71 = x7.fma(b1, c71);
      FloatVector y7 = FloatVector.broadcast(S, a[a7 + k + 1]);
      c70 = y7.fma(d0, c70);
      c71 = y7.fma(d1, c71);
    }
    if (even < t.depth) {
      FloatVector b0 = FloatVector.fromArray(S, b, bAt + even * WIDTH);
      FloatVector b1 = FloatVector.fromArray(S, b, bAt + even * WIDTH + V);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + even]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = FloatVector.broadcast(S, a[a1 + even]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector x2 = FloatVector.broadcast(S, a[a2 + even]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector x3 = FloatVector.broadcast(S, a[a3 + even]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      FloatVector x4 = FloatVector.broadcast(S, a[a4 + even]);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);
      FloatVector x5 = FloatVector.broadcast(S, a[a5 + even]);
      c50 = x5.fma(b0, c50);
      c51 = x5.fma(b1, c51);
      FloatVector x6 = FloatVector.broadcast(S, a[a6 + even]);
      c60 = x6.fma(b0, c60);
      c61 = x6.fma(b1, c61);
      FloatVector x7 = FloatVector.broadcast(S, a[a7 + even]);
      c70 = x7.fma(b0, c70);
      c71 = x7.fma(b1, c71);
    }
    c00 = c00.add(FloatVector.fromArray(S, c, at0));
    c01 = c01.add(FloatVector.fromArray(S, c, at0 + V));
    c10 = c10.add(FloatVector.fromArray(S, c, at1));
    c11 = c11.add(FloatVector.fromArray(S, c, at1 + V));
    c20 = c20.add(FloatVector.fromArray(S, c, at2));
    c21 = c21.add(FloatVector.fromArray(S, c, at2 + V));
    c30 = c30.add(FloatVector.fromArray(S, c, at3));
    c31 = c31.add(FloatVector.fromArray(S, c, at3 + V));
    c40 = c40.add(FloatVector.fromArray(S, c, at4));
    c41 = c41.add(FloatVector.fromArray(S, c, at4 + V));
    c50 = c50.add(FloatVector.fromArray(S, c, at5));
    c51 = c51.add(FloatVector.fromArray(S, c, at5 + V));
    c60 = c60.add(FloatVector.fromArray(S, c, at6));
    c61 = c61.add(FloatVector.fromArray(S, c, at6 + V));
    c70 = c70.add(FloatVector.fromArray(S, c, at7));
    c71 = c71.add(FloatVector.fromArray(S, c, at7 + V));
    c00.intoArray(c, at0);
    c01.intoArray(c, at0 + V);
    c10.intoArray(c, at1);
    c11.intoArray(c, at1 + V);
    c20.intoArray(c, at2);
    c21.intoArray(c, at2 + V);
    c30.intoArray(c, at3);
    c31.intoArray(c, at3 + V);
    c40.intoArray(c, at4);
    c41.intoArray(c, at4 + V);
    c50.intoArray(c, at5);
    c51.intoArray(c, at5 + V);
    c60.intoArray(c, at6);
    c61.intoArray(c, at6 + V);
    c70.intoArray(c, at7);
    c71.intoArray(c, at7 + V);
  }

  /**
   * Four rows times one panel; rows behind the last one repeat it, which changes nothing, because
   * all are read before any is written.
   */
  static void fourRows(Tile t, int row, int panel) {
    float[] a = t.a.values();
    float[] b = t.b.values();
    float[] c = t.c.values();
    int bAt = t.panelAt(panel);
    int column = panel * WIDTH;
    int r0 = row;
    int r1 = Math.min(row + 1, t.last());
    int r2 = Math.min(row + 2, t.last());
    int r3 = Math.min(row + 3, t.last());
    int a0 = t.a.at(r0) + t.k;
    int a1 = t.a.at(r1) + t.k;
    int a2 = t.a.at(r2) + t.k;
    int a3 = t.a.at(r3) + t.k;
    int at0 = t.c.at(r0) + column;
    int at1 = t.c.at(r1) + column;
    int at2 = t.c.at(r2) + column;
    int at3 = t.c.at(r3) + column;
    FloatVector c00 = FloatVector.zero(S);
    FloatVector c01 = FloatVector.zero(S);
    FloatVector c10 = FloatVector.zero(S);
    FloatVector c11 = FloatVector.zero(S);
    FloatVector c20 = FloatVector.zero(S);
    FloatVector c21 = FloatVector.zero(S);
    FloatVector c30 = FloatVector.zero(S);
    FloatVector c31 = FloatVector.zero(S);
    int even = t.depth & ~1;
    for (int k = 0; k < even; k += 2) {
      FloatVector b0 = FloatVector.fromArray(S, b, bAt + k * WIDTH);
      FloatVector b1 = FloatVector.fromArray(S, b, bAt + k * WIDTH + V);
      FloatVector d0 = FloatVector.fromArray(S, b, bAt + k * WIDTH + WIDTH);
      FloatVector d1 = FloatVector.fromArray(S, b, bAt + k * WIDTH + WIDTH + V);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + k]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector y0 = FloatVector.broadcast(S, a[a0 + k + 1]);
      c00 = y0.fma(d0, c00);
      c01 = y0.fma(d1, c01);
      FloatVector x1 = FloatVector.broadcast(S, a[a1 + k]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector y1 = FloatVector.broadcast(S, a[a1 + k + 1]);
      c10 = y1.fma(d0, c10);
      c11 = y1.fma(d1, c11);
      FloatVector x2 = FloatVector.broadcast(S, a[a2 + k]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector y2 = FloatVector.broadcast(S, a[a2 + k + 1]);
      c20 = y2.fma(d0, c20);
      c21 = y2.fma(d1, c21);
      FloatVector x3 = FloatVector.broadcast(S, a[a3 + k]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      FloatVector y3 = FloatVector.broadcast(S, a[a3 + k + 1]);
      c30 = y3.fma(d0, c30);
      c31 = y3.fma(d1, c31);
    }
    if (even < t.depth) {
      FloatVector b0 = FloatVector.fromArray(S, b, bAt + even * WIDTH);
      FloatVector b1 = FloatVector.fromArray(S, b, bAt + even * WIDTH + V);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + even]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = FloatVector.broadcast(S, a[a1 + even]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector x2 = FloatVector.broadcast(S, a[a2 + even]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector x3 = FloatVector.broadcast(S, a[a3 + even]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
    }
    c00 = c00.add(FloatVector.fromArray(S, c, at0));
    c01 = c01.add(FloatVector.fromArray(S, c, at0 + V));
    c10 = c10.add(FloatVector.fromArray(S, c, at1));
    c11 = c11.add(FloatVector.fromArray(S, c, at1 + V));
    c20 = c20.add(FloatVector.fromArray(S, c, at2));
    c21 = c21.add(FloatVector.fromArray(S, c, at2 + V));
    c30 = c30.add(FloatVector.fromArray(S, c, at3));
    c31 = c31.add(FloatVector.fromArray(S, c, at3 + V));
    c00.intoArray(c, at0);
    c01.intoArray(c, at0 + V);
    c10.intoArray(c, at1);
    c11.intoArray(c, at1 + V);
    c20.intoArray(c, at2);
    c21.intoArray(c, at2 + V);
    c30.intoArray(c, at3);
    c31.intoArray(c, at3 + V);
  }

  /** One row times four panels, so that enough sums are under way at once. */
  static void oneRowFourPanels(Tile t, int row, int panel) {
    float[] a = t.a.values();
    float[] b = t.b.values();
    float[] c = t.c.values();
    int a0 = t.a.at(row) + t.k;
    int at0 = t.c.at(row) + panel * WIDTH;
    int b0 = t.panelAt(panel);
    int b1 = t.panelAt(panel + 1);
    int b2 = t.panelAt(panel + 2);
    int b3 = t.panelAt(panel + 3);
    FloatVector c0 = FloatVector.zero(S);
    FloatVector c1 = FloatVector.zero(S);
    FloatVector c2 = FloatVector.zero(S);
    FloatVector c3 = FloatVector.zero(S);
    FloatVector c4 = FloatVector.zero(S);
    FloatVector c5 = FloatVector.zero(S);
    FloatVector c6 = FloatVector.zero(S);
    FloatVector c7 = FloatVector.zero(S);
    for (int k = 0; k < t.depth; k++) {
      FloatVector x = FloatVector.broadcast(S, a[a0 + k]);
      c0 = x.fma(FloatVector.fromArray(S, b, b0 + k * WIDTH), c0);
      c1 = x.fma(FloatVector.fromArray(S, b, b0 + k * WIDTH + V), c1);
      c2 = x.fma(FloatVector.fromArray(S, b, b1 + k * WIDTH), c2);
      c3 = x.fma(FloatVector.fromArray(S, b, b1 + k * WIDTH + V), c3);
      c4 = x.fma(FloatVector.fromArray(S, b, b2 + k * WIDTH), c4);
      c5 = x.fma(FloatVector.fromArray(S, b, b2 + k * WIDTH + V), c5);
      c6 = x.fma(FloatVector.fromArray(S, b, b3 + k * WIDTH), c6);
      c7 = x.fma(FloatVector.fromArray(S, b, b3 + k * WIDTH + V), c7);
    }
    c0 = c0.add(FloatVector.fromArray(S, c, at0));
    c1 = c1.add(FloatVector.fromArray(S, c, at0 + V));
    c2 = c2.add(FloatVector.fromArray(S, c, at0 + 2 * V));
    c3 = c3.add(FloatVector.fromArray(S, c, at0 + 3 * V));
    c4 = c4.add(FloatVector.fromArray(S, c, at0 + 4 * V));
    c5 = c5.add(FloatVector.fromArray(S, c, at0 + 5 * V));
    c6 = c6.add(FloatVector.fromArray(S, c, at0 + 6 * V));
    c7 = c7.add(FloatVector.fromArray(S, c, at0 + 7 * V));
    c0.intoArray(c, at0);
    c1.intoArray(c, at0 + V);
    c2.intoArray(c, at0 + 2 * V);
    c3.intoArray(c, at0 + 3 * V);
    c4.intoArray(c, at0 + 4 * V);
    c5.intoArray(c, at0 + 5 * V);
    c6.intoArray(c, at0 + 6 * V);
    c7.intoArray(c, at0 + 7 * V);
  }

  /**
   * What the tiles of a product share.
   *
   * @param a rows of the left-hand side
   * @param b panels of the right-hand side
   * @param c rows of the result
   * @param k the part of the depth to add up begins here
   * @param depth and is so long
   */
  record Tile(Rows a, Panels b, Rows c, int k, int depth) {

    int panelAt(int panel) {
      return (panel * b.depth() + k) * WIDTH;
    }

    int last() {
      return a.count() - 1;
    }
  }
}
