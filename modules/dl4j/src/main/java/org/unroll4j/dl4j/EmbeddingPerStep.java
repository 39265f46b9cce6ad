package org.unroll4j.dl4j;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.feedforward.embedding.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Computes {@link UnrollEmbedding}.
 *
 * <pre>{@code
 * dW[i] = Σ ε[n, :, t] over the steps whose index is i      [E]
 * }</pre>
 *
 * <p>The sum runs over sequences and, within one, over steps, in float, as Deeplearning4j's does.
 */
final class EmbeddingPerStep extends EmbeddingSequenceLayer {

  private static final long serialVersionUID = 1L;

  EmbeddingPerStep(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    if (!isPlain(epsilon)) {
      return super.backpropGradient(epsilon, workspaceMgr);
    }
    INDArray perStep = TimeLayout.toTimeMajor(epsilon, RNNFormat.NCW);
    INDArray gradient = gradientViews.get(DefaultParamInitializer.WEIGHT_KEY);
    INDArray sums = Nd4j.createUninitialized(dataType, gradient.shape(), 'c');
    floats(sums).put(sums(perStep, (int) gradient.length()));
    StridedCopy.copy(sums, gradient);
    Gradient all = new DefaultGradient();
    all.gradientForVariable().put(DefaultParamInitializer.WEIGHT_KEY, gradient);
    return new Pair<>(all, null);
  }

  private boolean isPlain(INDArray epsilon) {
    return maskArray == null
        && !hasBias()
        && layerConf().getOutputFormat() == RNNFormat.NCW
        && layerConf().getActivationFn() instanceof ActivationIdentity
        && input.rank() == 3
        && input.dataType() == DataType.FLOAT
        && dataType == DataType.FLOAT
        && epsilon.dataType() == DataType.FLOAT
        && Nd4j.getEnvironment().isCPU();
  }

  /** Sums over the steps of each index; from [T, N, E], one row after another. */
  private float[] sums(INDArray perStep, int parameters) {
    int steps = (int) perStep.size(0);
    int sequences = (int) perStep.size(1);
    int width = (int) perStep.size(2);
    float[] index = new float[steps * sequences];
    floats(input.ordering() == 'c' && !input.isView() ? input : input.dup('c')).get(index);
    float[] epsilon = new float[index.length * width];
    floats(perStep).get(epsilon);
    float[] sums = new float[parameters];
    for (int n = 0; n < sequences; n++) {
      for (int t = 0; t < steps; t++) {
        int to = ((int) index[n * steps + t]) * width;
        int from = (t * sequences + n) * width;
        for (int e = 0; e < width; e++) {
          sums[to + e] += epsilon[from + e];
        }
      }
    }
    return sums;
  }

  private static FloatBuffer floats(INDArray dense) {
    FloatBuffer all = ((FloatPointer) dense.data().pointer()).asBuffer();
    return all.slice((int) dense.offset(), (int) dense.length());
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
