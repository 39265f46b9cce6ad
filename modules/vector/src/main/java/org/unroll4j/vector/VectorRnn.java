package org.unroll4j.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.unroll4j.core.cell.RnnCell.Activation;

/**
 * The simple cell with tanh or relu; its only gate is the hidden state itself.
 *
 * @param activation φ
 */
record VectorRnn(Activation activation) implements Gates {

  private static final VectorSpecies<Float> S = VectorArithmetic.SPECIES;
  private static final int V = S.length();

  @Override
  public void forward(Walk walk, int from, int to, Tape tape, Projections projections) {
    for (int visit = from; visit < to; visit++) {
      int z = (visit - projections.first()) * tape.gateStride();
      int after = walk.row()[visit] * tape.stateStride();
      if (activation == Activation.TANH) {
        VectorActivations.tanh(projections.a(), z, tape.hidden(), after, tape.units());
      } else {
        relu(projections.a(), z, tape.hidden(), after, tape.units());
      }
    }
  }

  private static void relu(float[] from, int fromAt, float[] to, int toAt, int count) {
    for (int j = 0; j < count; j += V) {
      FloatVector.fromArray(S, from, fromAt + j).max(0).intoArray(to, toAt + j);
    }
  }

  @Override
  public void backward(Walk walk, int from, int to, Tape tape, StepGradients d) {
    int stride = tape.stateStride();
    for (int visit = from; visit < to; visit++) {
      int after = walk.row()[visit] * stride;
      int gate = walk.gates()[visit] * tape.gateStride();
      int state = walk.sequence()[visit] * stride;
      int output = (visit - from) * tape.units();
      for (int j = (tape.units() - 1) / V * V; j >= 0; j -= V) {
        FloatVector h = FloatVector.fromArray(S, tape.hidden(), after + j);
        FloatVector dh =
            FloatVector.fromArray(S, d.hidden(), state + j)
                .add(FloatVector.fromArray(S, d.outputs(), output + j));
        dh.mul(slope(h)).intoArray(tape.gates(), gate + j);
        FloatVector.zero(S).intoArray(d.hidden(), state + j);
      }
    }
  }

  /** φ′ in terms of φ. */
  private FloatVector slope(FloatVector h) {
    FloatVector one = FloatVector.broadcast(S, 1);
    return activation == Activation.TANH
        ? one.sub(h.mul(h))
        : FloatVector.zero(S).blend(one, h.compare(VectorOperators.GT, 0));
  }
}
