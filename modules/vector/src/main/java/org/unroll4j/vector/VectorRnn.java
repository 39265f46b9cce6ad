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
      if (activation == Activation.TANH) {
        tanhBackward(tape, d, after, gate, state, output);
      } else {
        reluBackward(tape, d, after, gate, state, output);
      }
    }
  }

  private static void tanhBackward(
      Tape tape, StepGradients d, int after, int gate, int state, int output) {
    FloatVector one = FloatVector.broadcast(S, 1);
    for (int j = 0; j < tape.units(); j += V) {
      FloatVector h = FloatVector.fromArray(S, tape.hidden(), after + j);
      FloatVector dh =
          FloatVector.fromArray(S, d.hidden(), state + j)
              .add(FloatVector.fromArray(S, d.outputs(), output + j));
      dh.mul(one.sub(h.mul(h))).intoArray(tape.gates(), gate + j);
      FloatVector.zero(S).intoArray(d.hidden(), state + j);
    }
  }

  private static void reluBackward(
      Tape tape, StepGradients d, int after, int gate, int state, int output) {
    for (int j = 0; j < tape.units(); j += V) {
      FloatVector h = FloatVector.fromArray(S, tape.hidden(), after + j);
      FloatVector dh =
          FloatVector.fromArray(S, d.hidden(), state + j)
              .add(FloatVector.fromArray(S, d.outputs(), output + j));
      FloatVector.zero(S)
          .blend(dh, h.compare(VectorOperators.GT, 0))
          .intoArray(tape.gates(), gate + j);
      FloatVector.zero(S).intoArray(d.hidden(), state + j);
    }
  }
}
