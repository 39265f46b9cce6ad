package org.unroll4j.vector;

import java.util.Arrays;
import org.unroll4j.core.cell.RnnCell.Activation;

/** The simple recurrent cell. */
final class RnnKernel implements Kernel {

  private final Activation activation;
  private final Weights weights;

  RnnKernel(Activation activation, Weights weights) {
    this.activation = activation;
    this.weights = weights;
  }

  @Override
  public int notes() {
    return 0;
  }

  @Override
  public boolean separatesRecurrentGradient() {
    return false;
  }

  @Override
  public void forward(Tape tape, int row, float[] z, float[][] state) {
    float[] h = state[0];
    weights.recurrent().addProduct(h, 0, z);
    if (activation == Activation.TANH) {
      Activations.applyTanh(z);
    } else {
      for (int j = 0; j < z.length; j++) {
        z[j] = Math.max(0, z[j]);
      }
    }
    tape.gates[row] = z;
    System.arraycopy(z, 0, h, 0, h.length);
  }

  @Override
  public void backward(Tape tape, int row, float[][] gradState, StepGradients gradients) {
    float[] h = tape.gates[row];
    float[] dh = gradState[0];
    float[] dz = new float[h.length];
    if (activation == Activation.TANH) {
      for (int j = 0; j < dz.length; j++) {
        dz[j] = dh[j] * (1 - h[j] * h[j]);
      }
    } else {
      for (int j = 0; j < dz.length; j++) {
        dz[j] = h[j] > 0 ? dh[j] : 0;
      }
    }
    gradients.projection()[row] = dz;
    Arrays.fill(dh, 0);
    weights.recurrentTransposed().addProduct(dz, 0, dh);
  }
}
