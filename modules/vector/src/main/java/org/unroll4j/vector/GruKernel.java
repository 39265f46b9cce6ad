package org.unroll4j.vector;

import static org.unroll4j.core.cell.GruGate.CANDIDATE;
import static org.unroll4j.core.cell.GruGate.RESET;
import static org.unroll4j.core.cell.GruGate.UPDATE;

/** The GRU cell with the reset gate after the product. */
final class GruKernel implements Kernel {

  private final Weights weights;
  private final float[] recurrentBias;
  private final Activations activations;
  private final float[] u;
  private final float[] r;
  private final float[] z;
  private final float[] n;
  private final float[] d;

  /**
   * A kernel for one thread.
   *
   * @param recurrentBias zero for r and z, bhn for n, [3H]
   */
  GruKernel(Weights weights, float[] recurrentBias) {
    int units = weights.units();
    this.weights = weights;
    this.recurrentBias = recurrentBias;
    this.activations = Activations.sigmoidsExcept(2, units);
    this.u = new float[3 * units];
    this.r = new float[units];
    this.z = new float[units];
    this.n = new float[units];
    this.d = new float[units];
  }

  @Override
  public int notes() {
    return 1;
  }

  @Override
  public boolean separatesRecurrentGradient() {
    return true;
  }

  @Override
  public void forward(Tape tape, int row, float[] a, float[][] state) {
    float[] h = state[0];
    int units = h.length;
    System.arraycopy(recurrentBias, 0, u, 0, u.length);
    weights.recurrent().addProduct(h, 0, u);
    float[] gated = new float[units];
    weights.take(u, gated, CANDIDATE);
    tape.notes[0][row] = gated;

    float[] rz = new float[2 * units];
    for (int j = 0; j < rz.length; j++) {
      rz[j] = a[j] + u[j];
    }
    activations.apply(rz);
    weights.take(rz, r, RESET);
    weights.take(rz, z, UPDATE);
    weights.take(a, n, CANDIDATE);
    for (int j = 0; j < n.length; j++) {
      n[j] += r[j] * gated[j];
    }
    Activations.applyTanh(n);
    for (int j = 0; j < h.length; j++) {
      h[j] = n[j] + z[j] * (h[j] - n[j]);
    }
    weights.put(r, a, RESET);
    weights.put(z, a, UPDATE);
    weights.put(n, a, CANDIDATE);
    tape.gates[row] = a;
  }

  @Override
  public void backward(Tape tape, int row, float[][] gradState, StepGradients gradients) {
    weights.take(tape.gates[row], r, RESET);
    weights.take(tape.gates[row], z, UPDATE);
    weights.take(tape.gates[row], n, CANDIDATE);
    float[] h = tape.hiddenBefore[row];
    float[] gated = tape.notes[0][row];
    float[] dh = gradState[0];
    float[] da = new float[u.length];
    float[] du = new float[u.length];

    for (int j = 0; j < d.length; j++) {
      d[j] = dh[j] * (h[j] - n[j]) * z[j] * (1 - z[j]);
    }
    weights.put(d, da, UPDATE);
    weights.put(d, du, UPDATE);
    for (int j = 0; j < d.length; j++) {
      d[j] = dh[j] * (1 - z[j]) * (1 - n[j] * n[j]);
    }
    weights.put(d, da, CANDIDATE);
    for (int j = 0; j < d.length; j++) {
      n[j] = d[j] * r[j];
    }
    weights.put(n, du, CANDIDATE);
    for (int j = 0; j < d.length; j++) {
      d[j] *= gated[j] * r[j] * (1 - r[j]);
    }
    weights.put(d, da, RESET);
    weights.put(d, du, RESET);
    gradients.projection()[row] = da;
    gradients.recurrent()[row] = du;
    for (int j = 0; j < dh.length; j++) {
      dh[j] *= z[j];
    }
    weights.recurrentTransposed().addProduct(du, 0, dh);
  }
}
