package org.unroll4j.dl4j;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Deeplearning4j's Adam with the same settings, state and numbers, computed in loops that the JIT
 * vectorises: ND4J's operation takes one element at a time.
 *
 * <pre>{@code
 * m ← β₁·m + (1 − β₁)·g
 * v ← β₂·v + (1 − β₂)·g²
 * g ← m·r / (√v + ε)        r = learning rate · √(1 − β₂ᵏ) / (1 − β₁ᵏ) at update k = 1, 2, …
 * }</pre>
 *
 * <p>It equals the Adam that it stands for, so parameters of our layers and of others stay in one
 * block with one state, and a model file holds nothing of it.
 */
final class AdamInLoops extends Adam {

  private static final long serialVersionUID = 1L;

  private final Adam settings;

  private AdamInLoops(Adam settings) {
    super(
        settings.getLearningRate(),
        settings.getBeta1(),
        settings.getBeta2(),
        settings.getEpsilon());
    setLearningRateSchedule(settings.getLearningRateSchedule());
    this.settings = settings;
  }

  /** In place of Deeplearning4j's Adam; any other updater as it is. */
  static IUpdater inPlaceOf(IUpdater updater) {
    return updater != null && updater.getClass() == Adam.class
        ? new AdamInLoops((Adam) updater)
        : updater;
  }

  @Override
  public GradientUpdater<?> instantiate(INDArray state, boolean initialise) {
    INDArray flat = state.reshape(state.length());
    InLoops updater = new InLoops(settings);
    long[] shape = {flat.length() / 2};
    updater.setStateViewArray(flat, shape, flat.ordering(), initialise);
    return updater;
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  private static final class InLoops extends AdamUpdater {

    /** Elements that are on the heap at a time, three arrays of them: they fit the first cache. */
    private static final int BLOCK = 2048;

    InLoops(Adam settings) {
      super(settings);
    }

    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
      boolean plain = isPlain(gradient) && isPlain(getM()) && isPlain(getV());
      float rate = rate(iteration, epoch);
      boolean usual =
          rate > 0 && rate < Float.POSITIVE_INFINITY && (float) getConfig().getEpsilon() > 0;
      if (!plain || !usual) {
        super.applyUpdater(gradient, iteration, epoch);
        return;
      }
      FloatBuffer g = floats(gradient);
      FloatBuffer m = floats(getM());
      FloatBuffer v = floats(getV());
      float[][] block = new float[3][BLOCK];
      for (int from = 0; from < g.limit(); from += BLOCK) {
        int count = Math.min(BLOCK, g.limit() - from);
        g.get(from, block[0], 0, count);
        m.get(from, block[1], 0, count);
        v.get(from, block[2], 0, count);
        update(block[0], block[1], block[2], rate);
        g.put(from, block[0], 0, count);
        m.put(from, block[1], 0, count);
        v.put(from, block[2], 0, count);
      }
    }

    private float rate(int iteration, int epoch) {
      Adam adam = getConfig();
      float beta1 = (float) Math.pow((float) adam.getBeta1(), iteration + 1);
      float beta2 = (float) Math.pow((float) adam.getBeta2(), iteration + 1);
      float learningRate = (float) adam.getLearningRate(iteration, epoch);
      return (float) (learningRate * (float) Math.sqrt((float) (1.0 - beta2)) / (1.0 - beta1));
    }

    private void update(float[] g, float[] m, float[] v, float rate) {
      float beta1 = (float) getConfig().getBeta1();
      float beta2 = (float) getConfig().getBeta2();
      float epsilon = (float) getConfig().getEpsilon();
      float rest1 = 1 - beta1;
      float rest2 = 1 - beta2;
      for (int i = 0; i < g.length; i++) {
        float mean = beta1 * m[i] + g[i] * rest1;
        float square = beta2 * v[i] + g[i] * g[i] * rest2;
        m[i] = mean;
        v[i] = square;
        g[i] = mean * rate / ((float) Math.sqrt(square) + epsilon);
      }
    }

    private static boolean isPlain(INDArray array) {
      return array.dataType() == DataType.FLOAT
          && array.rank() == 1
          && (array.length() == 1 || array.stride(0) == 1)
          && Nd4j.getEnvironment().isCPU()
          && array.offset() + array.length() < Integer.MAX_VALUE / Float.BYTES;
    }

    private static FloatBuffer floats(INDArray array) {
      FloatBuffer all = ((FloatPointer) array.data().pointer()).asBuffer();
      return all.slice((int) array.offset(), (int) array.length());
    }
  }
}
