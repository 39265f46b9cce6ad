package org.unroll4j.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A tile for products with one or two rows, where each weight is used so seldom that what counts is
 * how fast the weights come from the second cache: two panels side by side came faster than one,
 * three or four.
 */
final class RowTile {

  private static final VectorSpecies<Float> S = VectorArithmetic.SPECIES;
  private static final int V = S.length();
  private static final int WIDTH = 2 * V;

  private RowTile() {}

  /** One row times two panels. */
  static void oneRow(Rows rows, Tile t, int panel) {
    float[] a = rows.values();
    float[] b = t.b().values();
    float[] c = t.c().values();
    int a0 = rows.at(0) + t.k();
    int b0 = t.b().at(panel, t.k());
    int b1 = t.b().at(panel + 1, t.k());
    int at = t.c().at(0) + panel * WIDTH;
    int depth = t.depth();
    FloatVector c0 = FloatVector.zero(S);
    FloatVector c1 = FloatVector.zero(S);
    FloatVector c2 = FloatVector.zero(S);
    FloatVector c3 = FloatVector.zero(S);
    for (int k = 0; k < depth; k++) {
      FloatVector x = FloatVector.broadcast(S, a[a0 + k]);
      c0 = x.fma(FloatVector.fromArray(S, b, b0 + k * WIDTH), c0);
      c1 = x.fma(FloatVector.fromArray(S, b, b0 + k * WIDTH + V), c1);
      c2 = x.fma(FloatVector.fromArray(S, b, b1 + k * WIDTH), c2);
      c3 = x.fma(FloatVector.fromArray(S, b, b1 + k * WIDTH + V), c3);
    }
    c0.add(FloatVector.fromArray(S, c, at)).intoArray(c, at);
    c1.add(FloatVector.fromArray(S, c, at + V)).intoArray(c, at + V);
    c2.add(FloatVector.fromArray(S, c, at + 2 * V)).intoArray(c, at + 2 * V);
    c3.add(FloatVector.fromArray(S, c, at + 3 * V)).intoArray(c, at + 3 * V);
  }

  /** Two rows times two panels. */
  static void twoRows(Rows rows, Tile t, int panel) {
    float[] a = rows.values();
    float[] b = t.b().values();
    float[] c = t.c().values();
    int a0 = rows.at(0) + t.k();
    int a1 = rows.at(1) + t.k();
    int b0 = t.b().at(panel, t.k());
    int b1 = t.b().at(panel + 1, t.k());
    int at0 = t.c().at(0) + panel * WIDTH;
    int at1 = t.c().at(1) + panel * WIDTH;
    int depth = t.depth();
    FloatVector c00 = FloatVector.zero(S);
    FloatVector c01 = FloatVector.zero(S);
    FloatVector c02 = FloatVector.zero(S);
    FloatVector c03 = FloatVector.zero(S);
    FloatVector c10 = FloatVector.zero(S);
    FloatVector c11 = FloatVector.zero(S);
    FloatVector c12 = FloatVector.zero(S);
    FloatVector c13 = FloatVector.zero(S);
    for (int k = 0; k < depth; k++) {
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + k]);
      FloatVector x1 = FloatVector.broadcast(S, a[a1 + k]);
      FloatVector w0 = FloatVector.fromArray(S, b, b0 + k * WIDTH);
      c00 = x0.fma(w0, c00);
      c10 = x1.fma(w0, c10);
      FloatVector w1 = FloatVector.fromArray(S, b, b0 + k * WIDTH + V);
      c01 = x0.fma(w1, c01);
      c11 = x1.fma(w1, c11);
      FloatVector w2 = FloatVector.fromArray(S, b, b1 + k * WIDTH);
      c02 = x0.fma(w2, c02);
      c12 = x1.fma(w2, c12);
      FloatVector w3 = FloatVector.fromArray(S, b, b1 + k * WIDTH + V);
      c03 = x0.fma(w3, c03);
      c13 = x1.fma(w3, c13);
    }
    c00.add(FloatVector.fromArray(S, c, at0)).intoArray(c, at0);
    c01.add(FloatVector.fromArray(S, c, at0 + V)).intoArray(c, at0 + V);
    c02.add(FloatVector.fromArray(S, c, at0 + 2 * V)).intoArray(c, at0 + 2 * V);
    c03.add(FloatVector.fromArray(S, c, at0 + 3 * V)).intoArray(c, at0 + 3 * V);
    c10.add(FloatVector.fromArray(S, c, at1)).intoArray(c, at1);
    c11.add(FloatVector.fromArray(S, c, at1 + V)).intoArray(c, at1 + V);
    c12.add(FloatVector.fromArray(S, c, at1 + 2 * V)).intoArray(c, at1 + 2 * V);
    c13.add(FloatVector.fromArray(S, c, at1 + 3 * V)).intoArray(c, at1 + 3 * V);
  }
}
