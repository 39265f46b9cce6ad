package org.unroll4j.core.network;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Inverted dropout in a stack: on the outputs of every layer but the last, drawn anew for every
 * step, and on the recurrent path of every layer, the same for all steps of a sequence. What is
 * dropped is a pure function of the seed and the place, so a pass can be repeated exactly; give
 * every update a seed of its own.
 *
 * <p>Sources: N. Srivastava et al., JMLR 15 (2014), section 10; the first place is that of
 * PyTorch's {@code nn.LSTM(dropout=…)}: W. Zaremba et al., arXiv 1409.2329; the second: {@link
 * org.unroll4j.core.cell.RecurrentDropoutCell}.
 *
 * @param rate the probability of dropping an output, in [0, 1)
 * @param recurrentRate the probability of dropping a hidden unit on its way into recurrent
 *     products, in [0, 1)
 * @param seed which values are dropped
 */
public record Dropout(double rate, double recurrentRate, long seed) {

  /** Nothing is dropped. */
  public static final Dropout NONE = new Dropout(0, 0);

  /** Checks the rates. */
  public Dropout {
    requireProbability("rate", rate);
    requireProbability("recurrentRate", recurrentRate);
  }

  /** On outputs only. */
  public Dropout(double rate, long seed) {
    this(rate, 0, seed);
  }

  private static void requireProbability(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "Dropout: %s is the probability of dropping and must lie in [0, 1), but was %s."
              .formatted(name, value));
    }
  }

  /** Factors for a layer's outputs: zero, or 1/(1 − rate). Same shape and type as {@code like}. */
  INDArray factors(int layer, INDArray like) {
    return factors(rate, layer, like.dataType(), like.shape());
  }

  /**
   * Factors for the hidden state of one layer and direction on its way into recurrent products:
   * zero, or 1/(1 − recurrentRate).
   *
   * @param unit which layer and direction, from 0
   * @param shape the hidden state's, [N, H]
   */
  public INDArray recurrentFactors(int unit, DataType type, long... shape) {
    return factors(recurrentRate, ~unit, type, shape);
  }

  private INDArray factors(double dropped, int place, DataType type, long... shape) {
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + place);
    float kept = (float) (1 / (1 - dropped));
    long length = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    float[] factors = new float[Math.toIntExact(length)];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = random.nextDouble() < dropped ? 0 : kept;
    }
    return Nd4j.createFromArray(factors).castTo(type).reshape('c', shape);
  }
}
