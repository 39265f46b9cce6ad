package org.unroll4j.vector;

import static org.unroll4j.vector.LoopArithmetic.copy;
import static org.unroll4j.vector.LoopArithmetic.paste;
import static org.unroll4j.vector.LoopArithmetic.sigmoid;
import static org.unroll4j.vector.LoopArithmetic.tanh;

/**
 * The GRU cell with the reset gate after the product; its memory is the candidate's recurrent
 * projection, which the reset gate multiplies.
 */
final class LoopGru implements Gates {

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
    for (int visit = from; visit < to; visit++) {
      int a = (visit - projections.first()) * tape.gateStride();
      int u = (visit - projections.firstOfStep()) * tape.gateStride();
      forward(walk, visit, tape, projections, a, u);
    }
  }

  private static void forward(Walk walk, int visit, Tape tape, Projections p, int a, int u) {
    int units = tape.units();
    int gate = walk.gates()[visit] * tape.gateStride();
    float[] r = sum(p, a, u, units);
    float[] z = sum(p, a + units, u + units, units);
    float[] n = copy(p.a(), a + 2 * units, units);
    float[] gated = copy(p.u(), u + 2 * units, units);
    float[] h = copy(tape.hidden(), walk.before()[visit] * tape.stateStride(), units);
    sigmoid(r);
    sigmoid(z);
    for (int j = 0; j < n.length; j++) {
      n[j] += r[j] * gated[j];
    }
    tanh(n);
    for (int j = 0; j < h.length; j++) {
      h[j] = n[j] + z[j] * (h[j] - n[j]);
    }
    paste(h, tape.hidden(), walk.row()[visit] * tape.stateStride());
    paste(gated, tape.memory(), walk.memory()[visit] * tape.stateStride());
    paste(r, tape.gates(), gate);
    paste(z, tape.gates(), gate + units);
    paste(n, tape.gates(), gate + 2 * units);
  }

  private static float[] sum(Projections p, int a, int u, int units) {
    float[] sum = copy(p.a(), a, units);
    float[] recurrent = copy(p.u(), u, units);
    for (int j = 0; j < sum.length; j++) {
      sum[j] += recurrent[j];
    }
    return sum;
  }

  @Override
  public void backward(Walk walk, int from, int to, Tape tape, StepGradients gradients) {
    for (int visit = from; visit < to; visit++) {
      takeBack(walk, visit, visit - from, tape, gradients);
    }
  }

  private static void takeBack(
      Walk walk, int visit, int output, Tape tape, StepGradients gradients) {
    int units = tape.units();
    int gate = walk.gates()[visit] * tape.gateStride();
    int state = walk.sequence()[visit] * tape.stateStride();
    float[] r = copy(tape.gates(), gate, units);
    float[] z = copy(tape.gates(), gate + units, units);
    float[] n = copy(tape.gates(), gate + 2 * units, units);
    float[] h = copy(tape.hidden(), walk.before()[visit] * tape.stateStride(), units);
    float[] gated = copy(tape.memory(), walk.memory()[visit] * tape.stateStride(), units);
    float[] dh = copy(gradients.hidden(), state, units);
    float[] dy = copy(gradients.outputs(), output * units, units);
    float[] d = new float[units];
    for (int j = 0; j < units; j++) {
      dh[j] += dy[j];
    }
    for (int j = 0; j < units; j++) {
      d[j] = dh[j] * (h[j] - n[j]) * z[j] * (1 - z[j]);
    }
    paste(d, tape.gates(), gate + units);
    paste(d, gradients.u(), gate + units);
    for (int j = 0; j < units; j++) {
      d[j] = dh[j] * (1 - z[j]) * (1 - n[j] * n[j]);
    }
    paste(d, tape.gates(), gate + 2 * units);
    for (int j = 0; j < units; j++) {
      gated[j] *= d[j] * r[j] * (1 - r[j]);
    }
    paste(gated, tape.gates(), gate);
    paste(gated, gradients.u(), gate);
    for (int j = 0; j < units; j++) {
      d[j] *= r[j];
    }
    paste(d, gradients.u(), gate + 2 * units);
    for (int j = 0; j < units; j++) {
      dh[j] *= z[j];
    }
    paste(dh, gradients.hidden(), state);
  }
}
