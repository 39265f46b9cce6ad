package org.unroll4j.vector;

import static org.unroll4j.vector.LoopArithmetic.copy;
import static org.unroll4j.vector.LoopArithmetic.paste;
import static org.unroll4j.vector.LoopArithmetic.sigmoid;
import static org.unroll4j.vector.LoopArithmetic.tanh;

/** The LSTM cell; its memory is c. */
final class LoopLstm implements Gates {

  @Override
  public boolean hasMemory() {
    return true;
  }

  @Override
  public void forward(Walk walk, int from, int to, Tape tape, Projections projections) {
    int units = tape.units();
    for (int visit = from; visit < to; visit++) {
      int z = (visit - projections.first()) * tape.gateStride();
      int gate = walk.gates()[visit] * tape.gateStride();
      float[] i = copy(projections.a(), z, units);
      float[] f = copy(projections.a(), z + units, units);
      float[] g = copy(projections.a(), z + 2 * units, units);
      float[] o = copy(projections.a(), z + 3 * units, units);
      float[] c = copy(tape.memory(), walk.memoryBefore()[visit] * tape.stateStride(), units);
      sigmoid(i);
      sigmoid(f);
      tanh(g);
      sigmoid(o);
      for (int j = 0; j < c.length; j++) {
        c[j] = f[j] * c[j] + i[j] * g[j];
      }
      paste(c, tape.memory(), walk.memory()[visit] * tape.stateStride());
      tanh(c);
      for (int j = 0; j < c.length; j++) {
        c[j] *= o[j];
      }
      paste(c, tape.hidden(), walk.row()[visit] * tape.stateStride());
      paste(i, tape.gates(), gate);
      paste(f, tape.gates(), gate + units);
      paste(g, tape.gates(), gate + 2 * units);
      paste(o, tape.gates(), gate + 3 * units);
    }
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
    float[] i = copy(tape.gates(), gate, units);
    float[] f = copy(tape.gates(), gate + units, units);
    float[] g = copy(tape.gates(), gate + 2 * units, units);
    float[] o = copy(tape.gates(), gate + 3 * units, units);
    float[] c = copy(tape.memory(), walk.memoryBefore()[visit] * tape.stateStride(), units);
    float[] cTanh = copy(tape.memory(), walk.memory()[visit] * tape.stateStride(), units);
    float[] dh = copy(gradients.hidden(), state, units);
    float[] dy = copy(gradients.outputs(), output * units, units);
    float[] dc = copy(gradients.memory(), state, units);
    float[] d = new float[units];
    tanh(cTanh);
    for (int j = 0; j < units; j++) {
      dh[j] += dy[j];
      dc[j] += dh[j] * o[j] * (1 - cTanh[j] * cTanh[j]);
    }
    for (int j = 0; j < units; j++) {
      d[j] = dc[j] * g[j] * i[j] * (1 - i[j]);
    }
    paste(d, tape.gates(), gate);
    for (int j = 0; j < units; j++) {
      d[j] = dc[j] * c[j] * f[j] * (1 - f[j]);
    }
    paste(d, tape.gates(), gate + units);
    for (int j = 0; j < units; j++) {
      d[j] = dc[j] * i[j] * (1 - g[j] * g[j]);
    }
    paste(d, tape.gates(), gate + 2 * units);
    for (int j = 0; j < units; j++) {
      d[j] = dh[j] * cTanh[j] * o[j] * (1 - o[j]);
    }
    paste(d, tape.gates(), gate + 3 * units);
    for (int j = 0; j < units; j++) {
      dc[j] *= f[j];
    }
    paste(dc, gradients.memory(), state);
    paste(new float[units], gradients.hidden(), state);
  }
}
