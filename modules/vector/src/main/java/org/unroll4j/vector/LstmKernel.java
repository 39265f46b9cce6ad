package org.unroll4j.vector;

import static org.unroll4j.core.cell.LstmGate.CANDIDATE;
import static org.unroll4j.core.cell.LstmGate.FORGET;
import static org.unroll4j.core.cell.LstmGate.INPUT;
import static org.unroll4j.core.cell.LstmGate.OUTPUT;

import java.util.Arrays;

/** The LSTM cell. */
final class LstmKernel implements Kernel {

  private static final int CELL_BEFORE = 0;
  private static final int CELL_TANH = 1;

  private final Weights weights;
  private final Activations activations;
  private final float[] i;
  private final float[] f;
  private final float[] g;
  private final float[] o;
  private final float[] d;

  LstmKernel(Weights weights) {
    int units = weights.units();
    this.weights = weights;
    this.activations = Activations.sigmoidsExcept(4, units, CANDIDATE.ordinal());
    this.i = new float[units];
    this.f = new float[units];
    this.g = new float[units];
    this.o = new float[units];
    this.d = new float[units];
  }

  @Override
  public int notes() {
    return 2;
  }

  @Override
  public boolean separatesRecurrentGradient() {
    return false;
  }

  @Override
  public void forward(Tape tape, int row, float[] z, float[][] state) {
    float[] h = state[0];
    float[] c = state[1];
    tape.notes[CELL_BEFORE][row] = c.clone();

    weights.recurrent().addProduct(h, 0, z);
    activations.apply(z);
    tape.gates[row] = z;
    readGates(z);
    for (int j = 0; j < c.length; j++) {
      c[j] = f[j] * c[j] + i[j] * g[j];
    }
    float[] cTanh = c.clone();
    Activations.applyTanh(cTanh);
    tape.notes[CELL_TANH][row] = cTanh;
    for (int j = 0; j < h.length; j++) {
      h[j] = o[j] * cTanh[j];
    }
  }

  @Override
  public void backward(Tape tape, int row, float[][] gradState, StepGradients gradients) {
    readGates(tape.gates[row]);
    float[] dh = gradState[0];
    float[] dc = gradState[1];
    float[] c = tape.notes[CELL_BEFORE][row];
    float[] cTanh = tape.notes[CELL_TANH][row];
    float[] dz = new float[tape.gates[row].length];

    for (int j = 0; j < dc.length; j++) {
      dc[j] += dh[j] * o[j] * (1 - cTanh[j] * cTanh[j]);
    }
    for (int j = 0; j < d.length; j++) {
      d[j] = dc[j] * g[j] * i[j] * (1 - i[j]);
    }
    weights.put(d, dz, INPUT);
    for (int j = 0; j < d.length; j++) {
      d[j] = dc[j] * c[j] * f[j] * (1 - f[j]);
    }
    weights.put(d, dz, FORGET);
    for (int j = 0; j < d.length; j++) {
      d[j] = dc[j] * i[j] * (1 - g[j] * g[j]);
    }
    weights.put(d, dz, CANDIDATE);
    for (int j = 0; j < d.length; j++) {
      d[j] = dh[j] * cTanh[j] * o[j] * (1 - o[j]);
    }
    weights.put(d, dz, OUTPUT);
    for (int j = 0; j < dc.length; j++) {
      dc[j] *= f[j];
    }
    gradients.projection()[row] = dz;
    Arrays.fill(dh, 0);
    weights.recurrentTransposed().addProduct(dz, 0, dh);
  }

  private void readGates(float[] gates) {
    weights.take(gates, i, INPUT);
    weights.take(gates, f, FORGET);
    weights.take(gates, g, CANDIDATE);
    weights.take(gates, o, OUTPUT);
  }
}
