package org.unroll4j.vector;

import static org.unroll4j.vector.LoopArithmetic.copy;
import static org.unroll4j.vector.LoopArithmetic.paste;

import org.unroll4j.core.cell.RnnCell.Activation;

/**
 * The simple cell with tanh or relu.
 *
 * @param activation φ
 */
record LoopRnn(Activation activation) implements Gates {

  @Override
  public void forward(Walk walk, int from, int to, Tape tape, Projections projections) {
    for (int visit = from; visit < to; visit++) {
      int z = (visit - projections.first()) * tape.gateStride();
      float[] h = copy(projections.a(), z, tape.units());
      if (activation == Activation.TANH) {
        LoopArithmetic.tanh(h);
      } else {
        for (int j = 0; j < h.length; j++) {
          h[j] = Math.max(0, h[j]);
        }
      }
      paste(h, tape.hidden(), walk.row()[visit] * tape.stateStride());
    }
  }

  @Override
  public void backward(Walk walk, int from, int to, Tape tape, StepGradients gradients) {
    int units = tape.units();
    for (int visit = from; visit < to; visit++) {
      int state = walk.sequence()[visit] * tape.stateStride();
      float[] h = copy(tape.hidden(), walk.row()[visit] * tape.stateStride(), units);
      float[] dh = copy(gradients.hidden(), state, units);
      float[] dy = copy(gradients.outputs(), (visit - from) * units, units);
      if (activation == Activation.TANH) {
        for (int j = 0; j < units; j++) {
          dh[j] = (dh[j] + dy[j]) * (1 - h[j] * h[j]);
        }
      } else {
        for (int j = 0; j < units; j++) {
          dh[j] = h[j] > 0 ? dh[j] + dy[j] : 0;
        }
      }
      paste(dh, tape.gates(), walk.gates()[visit] * tape.gateStride());
      paste(new float[units], gradients.hidden(), state);
    }
  }
}
