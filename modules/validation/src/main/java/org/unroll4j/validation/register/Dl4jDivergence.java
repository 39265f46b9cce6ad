package org.unroll4j.validation.register;

import org.unroll4j.validation.register.program.ActivationOverwrites;
import org.unroll4j.validation.register.program.BidirectionalOfLastTimeStep;
import org.unroll4j.validation.register.program.BidirectionalReadsPadding;
import org.unroll4j.validation.register.program.CalculateGradientsMask;
import org.unroll4j.validation.register.program.DefaultActivation;
import org.unroll4j.validation.register.program.DropoutKeeps;
import org.unroll4j.validation.register.program.InitialWeightsFanIn;
import org.unroll4j.validation.register.program.InputWeightConstraint;
import org.unroll4j.validation.register.program.LabelWeightsDistortLoss;
import org.unroll4j.validation.register.program.LastTimeStepOfBidirectional;
import org.unroll4j.validation.register.program.LastTimeStepRoundsToFloat;
import org.unroll4j.validation.register.program.LeftPaddingBiasGradient;
import org.unroll4j.validation.register.program.LossIsASum;
import org.unroll4j.validation.register.program.LstmIgnoresMask;
import org.unroll4j.validation.register.program.LstmLayerSwapsStates;
import org.unroll4j.validation.register.program.MaskedGapResetsState;
import org.unroll4j.validation.register.program.MixedTypes;
import org.unroll4j.validation.register.program.NoGlobalNormClipping;
import org.unroll4j.validation.register.program.NoOpUpdaterMoves;
import org.unroll4j.validation.register.program.NwcDropoutGradient;
import org.unroll4j.validation.register.program.NwcSimpleRnnStream;
import org.unroll4j.validation.register.program.NwcTruncationCutsFeatures;
import org.unroll4j.validation.register.program.OutputFormatUnset;
import org.unroll4j.validation.register.program.Program;
import org.unroll4j.validation.register.program.SimpleRnnTruncatedGradient;
import org.unroll4j.validation.register.program.TruncatedBackwardLength;
import org.unroll4j.validation.register.program.TruncatedGradient;

/** The divergences of Deeplearning4j and ND4J. */
public enum Dl4jDivergence implements Divergence {
  TRUNCATED_GRADIENT(Product.DL4J, new TruncatedGradient()),
  SIMPLE_RNN_TRUNCATED_GRADIENT(Product.DL4J, new SimpleRnnTruncatedGradient()),
  TRUNCATED_BACKWARD_LENGTH(Product.DL4J, new TruncatedBackwardLength()),
  LSTM_IGNORES_MASK(Product.DL4J, new LstmIgnoresMask()),
  BIDIRECTIONAL_READS_PADDING(Product.DL4J, new BidirectionalReadsPadding()),
  LEFT_PADDING_BIAS_GRADIENT(Product.DL4J, new LeftPaddingBiasGradient()),
  MASKED_GAP_RESETS_STATE(Product.DL4J, new MaskedGapResetsState()),
  LAST_TIME_STEP_OF_BIDIRECTIONAL(Product.DL4J, new LastTimeStepOfBidirectional()),
  BIDIRECTIONAL_OF_LAST_TIME_STEP(Product.DL4J, new BidirectionalOfLastTimeStep()),
  LAST_TIME_STEP_ROUNDS_TO_FLOAT(Product.DL4J, new LastTimeStepRoundsToFloat()),
  NWC_DROPOUT_GRADIENT(Product.DL4J, new NwcDropoutGradient()),
  NWC_TRUNCATION_CUTS_FEATURES(Product.DL4J, new NwcTruncationCutsFeatures()),
  NWC_SIMPLE_RNN_STREAM(Product.DL4J, new NwcSimpleRnnStream()),
  OUTPUT_FORMAT_UNSET(Product.DL4J, new OutputFormatUnset()),
  CALCULATE_GRADIENTS_MASK(Product.DL4J, new CalculateGradientsMask()),
  INPUT_WEIGHT_CONSTRAINT(Product.DL4J, new InputWeightConstraint()),
  INITIAL_WEIGHTS_FAN_IN(Product.DL4J, new InitialWeightsFanIn()),
  DEFAULT_ACTIVATION(Product.DL4J, new DefaultActivation()),
  LOSS_IS_A_SUM(Product.DL4J, new LossIsASum()),
  LABEL_WEIGHTS_DISTORT_LOSS(Product.DL4J, new LabelWeightsDistortLoss()),
  NO_GLOBAL_NORM_CLIPPING(Product.DL4J, new NoGlobalNormClipping()),
  DROPOUT_KEEPS(Product.DL4J, new DropoutKeeps()),
  NOOP_UPDATER_MOVES(Product.DL4J, new NoOpUpdaterMoves()),
  LSTM_LAYER_SWAPS_STATES(Product.ND4J, new LstmLayerSwapsStates()),
  MIXED_TYPES(Product.ND4J, new MixedTypes()),
  ACTIVATION_OVERWRITES(Product.ND4J, new ActivationOverwrites());

  private final Product product;
  private final Program program;

  Dl4jDivergence(Product product, Program program) {
    this.product = product;
    this.program = program;
  }

  @Override
  public Product product() {
    return product;
  }

  @Override
  public Program program() {
    return program;
  }
}
