package org.unroll4j.vector;

import static org.unroll4j.vector.VectorActivations.sigmoid;
import static org.unroll4j.vector.VectorActivations.tanh;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The GRU cell with the reset gate after the product; its memory is the candidate's recurrent
 * projection, which the reset gate multiplies. Blocks of units go from the last to the first, as in
 * {@link VectorLstm}.
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
      int u = (visit - from) * stride;
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
      r.fma(gated, FloatVector.fromArray(S, p.a(), a + 2 * units + j)).intoArray(gates, n + j);
    }
    tanh(gates, n, gates, n, units);
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
      int output = (visit - from) * tape.units();
      if (tape.units() % V == 0) {
        backward(tape, d, tape.gates(), gate, gate, before, memory, state, output);
      } else {
        System.arraycopy(tape.gates(), gate, d.gates(), 0, tape.gateStride());
        backward(tape, d, d.gates(), 0, gate, before, memory, state, output);
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
      int memory,
      int state,
      int output) {
    int units = tape.units();
    FloatVector one = FloatVector.broadcast(S, 1);
    for (int j = (units - 1) / V * V; j >= 0; j -= V) {
      FloatVector r = FloatVector.fromArray(S, gates, gate + j);
      FloatVector z = FloatVector.fromArray(S, gates, gate + units + j);
      FloatVector n = FloatVector.fromArray(S, gates, gate + 2 * units + j);
      FloatVector h = FloatVector.fromArray(S, tape.hidden(), before + j);
      FloatVector gated = FloatVector.fromArray(S, tape.memory(), memory + j);
      FloatVector dh =
          FloatVector.fromArray(S, d.hidden(), state + j)
              .add(FloatVector.fromArray(S, d.outputs(), output + j));

      FloatVector dz = dh.mul(h.sub(n)).mul(z).mul(one.sub(z));
      FloatVector dn = dh.mul(one.sub(z)).mul(one.sub(n.mul(n)));
      FloatVector dr = dn.mul(gated).mul(r).mul(one.sub(r));
      dr.intoArray(tape.gates(), to + j);
      dz.intoArray(tape.gates(), to + units + j);
      dn.intoArray(tape.gates(), to + 2 * units + j);
      dr.intoArray(d.u(), to + j);
      dz.intoArray(d.u(), to + units + j);
      dn.mul(r).intoArray(d.u(), to + 2 * units + j);
      dh.mul(z).intoArray(d.hidden(), state + j);
    }
  }
}
