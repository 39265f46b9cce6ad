package org.unroll4j.core.network;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Inverted dropout on the outputs of every layer but the last. The masks are a pure function of the
 * seed and the layer, so a pass can be repeated exactly; give every update a seed of its own.
 *
 * <p>Source: N. Srivastava et al., JMLR 15 (2014), section 10; the place is that of PyTorch's
 * {@code nn.LSTM(dropout=…)}: W. Zaremba et al., arXiv 1409.2329.
 *
 * @param rate the probability of dropping a value, in [0, 1)
 * @param seed which values are dropped
 */
public record Dropout(double rate, long seed) {

  /** Nothing is dropped. */
  public static final Dropout NONE = new Dropout(0, 0);

  /** Checks the rate. */
  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "Dropout: rate is the probability of dropping and must lie in [0, 1), but was %s."
              .formatted(rate));
    }
  }

  /** Factors for a layer's outputs: zero, or 1/(1 − rate). Same shape and type as {@code like}. */
  INDArray factors(int layer, INDArray like) {
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + layer);
    float kept = (float) (1 / (1 - rate));
    float[] factors = new float[Math.toIntExact(like.length())];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = random.nextDouble() < rate ? 0 : kept;
    }
    return Nd4j.createFromArray(factors).castTo(like.dataType()).reshape('c', like.shape());
  }
}
