package org.unroll4j.vector;

import static org.unroll4j.vector.VectorActivations.sigmoid;
import static org.unroll4j.vector.VectorActivations.tanh;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The LSTM cell; its memory is c.
 *
 * <p>Where the last vector of a gate is not full, it writes over the first units of the next gate:
 * on the way forward that one follows, and on the way back the vectors go from the last to the
 * first.
 */
final class VectorLstm implements Gates {

  private static final VectorSpecies<Float> S = VectorArithmetic.SPECIES;
  private static final int V = S.length();

  @Override
  public boolean hasMemory() {
    return true;
  }

  @Override
  public void forward(Walk walk, int from, int to, Tape tape, Projections projections) {
    int gateStride = tape.gateStride();
    int stride = tape.stateStride();
    for (int visit = from; visit < to; visit++) {
      int z = (visit - projections.first()) * gateStride;
      int gate = walk.gates()[visit] * gateStride;
      int before = walk.memoryBefore()[visit] * stride;
      int after = walk.memory()[visit] * stride;
      int hidden = walk.row()[visit] * stride;
      forward(tape, projections.a(), z, gate, before, after, hidden);
    }
  }

  private static void forward(
      Tape tape, float[] a, int z, int gate, int before, int after, int hidden) {
    int units = tape.units();
    float[] gates = tape.gates();
    sigmoid(a, z, gates, gate, 2 * units);
    tanh(a, z + 2 * units, gates, gate + 2 * units, units);
    sigmoid(a, z + 3 * units, gates, gate + 3 * units, units);

    float[] memory = tape.memory();
    for (int j = 0; j < units; j += V) {
      FloatVector i = FloatVector.fromArray(S, gates, gate + j);
      FloatVector f = FloatVector.fromArray(S, gates, gate + units + j);
      FloatVector g = FloatVector.fromArray(S, gates, gate + 2 * units + j);
      f.fma(FloatVector.fromArray(S, memory, before + j), i.mul(g)).intoArray(memory, after + j);
    }
    float[] h = tape.hidden();
    tanh(memory, after, h, hidden, units);
    for (int j = 0; j < units; j += V) {
      FloatVector o = FloatVector.fromArray(S, gates, gate + 3 * units + j);
      o.mul(FloatVector.fromArray(S, h, hidden + j)).intoArray(h, hidden + j);
    }
  }

  @Override
  public void backward(Walk walk, int from, int to, Tape tape, StepGradients d) {
    int stride = tape.stateStride();
    for (int visit = from; visit < to; visit++) {
      int gate = walk.gates()[visit] * tape.gateStride();
      int before = walk.memoryBefore()[visit] * stride;
      int after = walk.memory()[visit] * stride;
      int state = walk.sequence()[visit] * stride;
      int output = (visit - from) * tape.units();
      if (tape.units() % V == 0) {
        backward(tape, d, tape.gates(), gate, gate, before, after, state, output);
      } else {
        System.arraycopy(tape.gates(), gate, d.gates(), 0, tape.gateStride());
        backward(tape, d, d.gates(), 0, gate, before, after, state, output);
      }
    }
  }

  private static void backward(
      Tape tape,
      StepGradients d,
      float[] gates,
      int gate,
      int to,
      int before,
      int after,
      int state,
      int output) {
    int units = tape.units();
    float[] memory = tape.memory();
    float[] da = tape.gates();
    tanh(memory, after, d.state(), 0, units);
    for (int j = (units - 1) / V * V; j >= 0; j -= V) {
      FloatVector i = FloatVector.fromArray(S, gates, gate + j);
      FloatVector f = FloatVector.fromArray(S, gates, gate + units + j);
      FloatVector g = FloatVector.fromArray(S, gates, gate + 2 * units + j);
      FloatVector o = FloatVector.fromArray(S, gates, gate + 3 * units + j);
      FloatVector tanhC = FloatVector.fromArray(S, d.state(), j);
      FloatVector dh =
          FloatVector.fromArray(S, d.hidden(), state + j)
              .add(FloatVector.fromArray(S, d.outputs(), output + j));
      FloatVector dc =
          dh.mul(o).fma(oneMinusSquare(tanhC), FloatVector.fromArray(S, d.memory(), state + j));

      FloatVector one = FloatVector.broadcast(S, 1);
      FloatVector cBefore = FloatVector.fromArray(S, memory, before + j);
      dc.mul(g).mul(i).mul(one.sub(i)).intoArray(da, to + j);
      dc.mul(cBefore).mul(f).mul(one.sub(f)).intoArray(da, to + units + j);
      dc.mul(i).mul(oneMinusSquare(g)).intoArray(da, to + 2 * units + j);
      dh.mul(tanhC).mul(o).mul(one.sub(o)).intoArray(da, to + 3 * units + j);
      dc.mul(f).intoArray(d.memory(), state + j);
      FloatVector.zero(S).intoArray(d.hidden(), state + j);
    }
  }

  private static FloatVector oneMinusSquare(FloatVector v) {
    return FloatVector.broadcast(S, 1).sub(v.mul(v));
  }
}
