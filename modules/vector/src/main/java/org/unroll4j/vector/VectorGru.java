package org.unroll4j.vector;

import static org.unroll4j.vector.VectorActivations.sigmoid;
import static org.unroll4j.vector.VectorActivations.tanh;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The GRU cell with the reset gate after the product; its memory is the candidate's recurrent
 * projection, which the reset gate multiplies. The gates are written in their order, see {@link
 * VectorLstm}.
 */
final class VectorGru implements Gates {

  private static final VectorSpecies<Float> S = VectorArithmetic.SPECIES;
  private static final int V = S.length();

  @Override
  public boolean separatesRecurrent() {
    return true;
  }

  @Override
  public boolean hasMemory() {
    return true;
  }

  @Override
  public void forward(Walk walk, int from, int to, Tape tape, Projections projections) {
    int stride = tape.gateStride();
    for (int visit = from; visit < to; visit++) {
      int a = (visit - projections.first()) * stride;
      int u = (visit - projections.firstOfStep()) * stride;
      int gate = walk.gates()[visit] * stride;
      int memory = walk.memory()[visit] * tape.stateStride();
      int before = walk.before()[visit] * tape.stateStride();
      int after = walk.row()[visit] * tape.stateStride();
      forward(tape, projections, a, u, gate, memory, before, after);
    }
  }

  private static void forward(
      Tape tape, Projections p, int a, int u, int gate, int memory, int before, int after) {
    int units = tape.units();
    float[] gates = tape.gates();
    for (int j = 0; j < 2 * units; j += V) {
      FloatVector.fromArray(S, p.a(), a + j)
          .add(FloatVector.fromArray(S, p.u(), u + j))
          .intoArray(gates, gate + j);
    }
    sigmoid(gates, gate, gates, gate, 2 * units);
    int n = gate + 2 * units;
    for (int j = 0; j < units; j += V) {
      FloatVector gated = FloatVector.fromArray(S, p.u(), u + 2 * units + j);
      FloatVector r = FloatVector.fromArray(S, gates, gate + j);
      gated.intoArray(tape.memory(), memory + j);
      FloatVector sum = r.mul(gated).add(FloatVector.fromArray(S, p.a(), a + 2 * units + j));
      sum.intoArray(p.a(), a + 2 * units + j);
    }
    tanh(p.a(), a + 2 * units, gates, n, units);
    for (int j = 0; j < units; j += V) {
      FloatVector z = FloatVector.fromArray(S, gates, gate + units + j);
      FloatVector candidate = FloatVector.fromArray(S, gates, n + j);
      FloatVector h = FloatVector.fromArray(S, tape.hidden(), before + j);
      z.fma(h.sub(candidate), candidate).intoArray(tape.hidden(), after + j);
    }
  }

  @Override
  public void backward(Walk walk, int from, int to, Tape tape, StepGradients d) {
    int stride = tape.stateStride();
    for (int visit = from; visit < to; visit++) {
      int gate = walk.gates()[visit] * tape.gateStride();
      int before = walk.before()[visit] * stride;
      int memory = walk.memory()[visit] * stride;
      int state = walk.sequence()[visit] * stride;
      System.arraycopy(tape.gates(), gate, d.gates(), 0, 3 * tape.units());
      gradientOfCandidate(tape, d, state, (visit - from) * tape.units());
      gradientOfReset(tape, d, gate, memory);
      gradientOfUpdate(tape, d, gate, before, state);
      putCandidate(tape, d, gate, state);
    }
  }

  /** dh of the state after the step, and dn into the scratch row. */
  private static void gradientOfCandidate(Tape tape, StepGradients d, int state, int output) {
    int units = tape.units();
    FloatVector one = FloatVector.broadcast(S, 1);
    for (int j = 0; j < units; j += V) {
      FloatVector z = FloatVector.fromArray(S, d.gates(), units + j);
      FloatVector n = FloatVector.fromArray(S, d.gates(), 2 * units + j);
      FloatVector dh =
          FloatVector.fromArray(S, d.hidden(), state + j)
              .add(FloatVector.fromArray(S, d.outputs(), output + j));
      dh.mul(one.sub(z)).mul(one.sub(n.mul(n))).intoArray(d.state(), j);
      dh.intoArray(d.hidden(), state + j);
    }
  }

  private static void gradientOfReset(Tape tape, StepGradients d, int gate, int memory) {
    for (int j = 0; j < tape.units(); j += V) {
      FloatVector r = FloatVector.fromArray(S, d.gates(), j);
      FloatVector gated = FloatVector.fromArray(S, tape.memory(), memory + j);
      FloatVector dr = FloatVector.fromArray(S, d.state(), j).mul(gated).mul(r.sub(r.mul(r)));
      dr.intoArray(tape.gates(), gate + j);
      dr.intoArray(d.u(), gate + j);
    }
  }

  private static void gradientOfUpdate(
      Tape tape, StepGradients d, int gate, int before, int state) {
    int units = tape.units();
    for (int j = 0; j < units; j += V) {
      FloatVector z = FloatVector.fromArray(S, d.gates(), units + j);
      FloatVector n = FloatVector.fromArray(S, d.gates(), 2 * units + j);
      FloatVector h = FloatVector.fromArray(S, tape.hidden(), before + j);
      FloatVector dh = FloatVector.fromArray(S, d.hidden(), state + j);
      FloatVector dz = dh.mul(h.sub(n)).mul(z.sub(z.mul(z)));
      dz.intoArray(tape.gates(), gate + units + j);
      dz.intoArray(d.u(), gate + units + j);
    }
  }

  /** What reaches the candidate's two projections, and dh of the state before. */
  private static void putCandidate(Tape tape, StepGradients d, int gate, int state) {
    int units = tape.units();
    for (int j = 0; j < units; j += V) {
      FloatVector dn = FloatVector.fromArray(S, d.state(), j);
      FloatVector z = FloatVector.fromArray(S, d.gates(), units + j);
      dn.intoArray(tape.gates(), gate + 2 * units + j);
      dn.mul(FloatVector.fromArray(S, d.gates(), j)).intoArray(d.u(), gate + 2 * units + j);
      FloatVector.fromArray(S, d.hidden(), state + j).mul(z).intoArray(d.hidden(), state + j);
    }
  }
}
