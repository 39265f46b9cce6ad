package org.unroll4j.validation.register;

import org.unroll4j.validation.register.program.BidirectionalReadsPadding;
import org.unroll4j.validation.register.program.LstmIgnoresMask;
import org.unroll4j.validation.register.program.NoGlobalNormClipping;
import org.unroll4j.validation.register.program.Program;
import org.unroll4j.validation.register.program.TruncatedGradient;

/** The divergences of Deeplearning4j and ND4J. */
public enum Dl4jDivergence implements Divergence {
  TRUNCATED_GRADIENT(new TruncatedGradient()),
  LSTM_IGNORES_MASK(new LstmIgnoresMask()),
  BIDIRECTIONAL_READS_PADDING(new BidirectionalReadsPadding()),
  NO_GLOBAL_NORM_CLIPPING(new NoGlobalNormClipping());

  private static final Product DL4J =
      new Product("Deeplearning4j", "dl4j", "org.deeplearning4j/deeplearning4j-nn");

  private final Program program;

  Dl4jDivergence(Program program) {
    this.program = program;
  }

  @Override
  public Product product() {
    return DL4J;
  }

  @Override
  public Program program() {
    return program;
  }
}
