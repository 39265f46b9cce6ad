package org.unroll4j.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The counterpart of {@link Tiles} for sums of outer products. */
final class OuterTile {

  private static final VectorSpecies<Float> S = VectorArithmetic.SPECIES;
  private static final int V = S.length();
  private static final int WIDTH = 2 * V;

  private OuterTile() {}

  /** The outer products of packed groups of eight values with a packed panel, added to C. */
  static void add(float[] a, int aAt, float[] b, int count, float[] c, int cAt, int stride) {
    int at0 = cAt;
    int at1 = cAt + stride;
    int at2 = cAt + 2 * stride;
    int at3 = cAt + 3 * stride;
    int at4 = cAt + 4 * stride;
    int at5 = cAt + 5 * stride;
    int at6 = cAt + 6 * stride;
    int at7 = cAt + 7 * stride;
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
    for (int k = 0; k < count; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, k * WIDTH);
      FloatVector b1 = FloatVector.fromArray(S, b, k * WIDTH + V);
      FloatVector x0 = FloatVector.broadcast(S, a[aAt + k * 8]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = FloatVector.broadcast(S, a[aAt + k * 8 + 1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector x2 = FloatVector.broadcast(S, a[aAt + k * 8 + 2]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector x3 = FloatVector.broadcast(S, a[aAt + k * 8 + 3]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      FloatVector x4 = FloatVector.broadcast(S, a[aAt + k * 8 + 4]);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);
      FloatVector x5 = FloatVector.broadcast(S, a[aAt + k * 8 + 5]);
      c50 = x5.fma(b0, c50);
      c51 = x5.fma(b1, c51);
      FloatVector x6 = FloatVector.broadcast(S, a[aAt + k * 8 + 6]);
      c60 = x6.fma(b0, c60);
      c61 = x6.fma(b1, c61);
      FloatVector x7 = FloatVector.broadcast(S, a[aAt + k * 8 + 7]);
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
}
