package org.unroll4j.vector;

import static org.unroll4j.vector.VectorActivations.sigmoid;
import static org.unroll4j.vector.VectorActivations.tanh;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The LSTM cell; its memory is c.
 *
 * <p>Where the last vector of a gate is not full, it writes over the first units of the next gate:
 * that one follows, or the vectors go from the last to the first.
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
      System.arraycopy(tape.gates(), gate, d.gates(), 0, 4 * tape.units());
      tanh(tape.memory(), after, d.state(), 0, tape.units());
      gradientOfState(tape, d, state, (visit - from) * tape.units());
      gradientsOfInputAndForgetGate(tape, d, gate, before, state);
      gradientOfCandidate(tape, d, gate, state);
      gradientOfOutputGate(tape, d, gate, state);
    }
  }

  /** dh and dc of the state after the step; the scratch row holds tanh(c). */
  private static void gradientOfState(Tape tape, StepGradients d, int state, int output) {
    int units = tape.units();
    FloatVector one = FloatVector.broadcast(S, 1);
    for (int j = 0; j < units; j += V) {
      FloatVector o = FloatVector.fromArray(S, d.gates(), 3 * units + j);
      FloatVector dh =
          FloatVector.fromArray(S, d.hidden(), state + j)
              .add(FloatVector.fromArray(S, d.outputs(), output + j));
      FloatVector tanhC = FloatVector.fromArray(S, d.state(), j);
      FloatVector dc = FloatVector.fromArray(S, d.memory(), state + j);
      dh.mul(o).mul(one.sub(tanhC.mul(tanhC))).add(dc).intoArray(d.memory(), state + j);
      dh.intoArray(d.hidden(), state + j);
    }
  }

  private static void gradientsOfInputAndForgetGate(
      Tape tape, StepGradients d, int gate, int before, int state) {
    int units = tape.units();
    for (int j = (units - 1) / V * V; j >= 0; j -= V) {
      FloatVector i = FloatVector.fromArray(S, d.gates(), j);
      FloatVector f = FloatVector.fromArray(S, d.gates(), units + j);
      FloatVector g = FloatVector.fromArray(S, d.gates(), 2 * units + j);
      FloatVector dc = FloatVector.fromArray(S, d.memory(), state + j);
      FloatVector c = FloatVector.fromArray(S, tape.memory(), before + j);
      dc.mul(g).mul(i.sub(i.mul(i))).intoArray(tape.gates(), gate + j);
      dc.mul(c).mul(f.sub(f.mul(f))).intoArray(tape.gates(), gate + units + j);
    }
  }

  /** And dc of the state before. */
  private static void gradientOfCandidate(Tape tape, StepGradients d, int gate, int state) {
    int units = tape.units();
    FloatVector one = FloatVector.broadcast(S, 1);
    for (int j = 0; j < units; j += V) {
      FloatVector i = FloatVector.fromArray(S, d.gates(), j);
      FloatVector f = FloatVector.fromArray(S, d.gates(), units + j);
      FloatVector g = FloatVector.fromArray(S, d.gates(), 2 * units + j);
      FloatVector dc = FloatVector.fromArray(S, d.memory(), state + j);
      dc.mul(i).mul(one.sub(g.mul(g))).intoArray(tape.gates(), gate + 2 * units + j);
      dc.mul(f).intoArray(d.memory(), state + j);
    }
  }

  private static void gradientOfOutputGate(Tape tape, StepGradients d, int gate, int state) {
    int units = tape.units();
    for (int j = 0; j < units; j += V) {
      FloatVector o = FloatVector.fromArray(S, d.gates(), 3 * units + j);
      FloatVector tanhC = FloatVector.fromArray(S, d.state(), j);
      FloatVector dh = FloatVector.fromArray(S, d.hidden(), state + j);
      dh.mul(tanhC).mul(o.sub(o.mul(o))).intoArray(tape.gates(), gate + 3 * units + j);
      FloatVector.zero(S).intoArray(d.hidden(), state + j);
    }
  }
}
