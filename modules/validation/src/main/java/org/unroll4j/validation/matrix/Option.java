package org.unroll4j.validation.matrix;

import java.util.List;
import org.unroll4j.validation.peer.Directions;
import org.unroll4j.validation.peer.Padding;
import org.unroll4j.validation.peer.Walk;

/**
 * What is special about a case, apart from its cell.
 *
 * @param label the name in records
 * @param twoBiases whether the recurrent side has a bias of its own
 * @param layers number of layers
 * @param directions in which directions each layer walks
 * @param initialState whether there is one other than zero, and its gradient is asked for
 * @param padding where steps are missing
 * @param walk how the sequences are gone through
 * @param lossOf what the loss looks at
 */
record Option(
    String label,
    boolean twoBiases,
    int layers,
    Directions directions,
    boolean initialState,
    Padding padding,
    Walk walk,
    LossOf lossOf) {

  /** What a loss looks at. */
  enum LossOf {
    /** The outputs of all valid steps. */
    OUTPUTS,
    /** Outputs and final states. */
    OUTPUTS_AND_STATES,
    /** The last layer's final hidden state alone. */
    LAST_STEP
  }

  private static final int SEGMENT_STEPS = 4;
  private static final double DROPOUT = 0.5;

  /** One layer, forward, nothing else. */
  static final Option PLAIN =
      new Option(
          "plain", false, 1, Directions.FORWARD, false, Padding.NONE, Walk.WHOLE, LossOf.OUTPUTS);

  /** All options, in the order of the matrix. */
  static final List<Option> ALL =
      List.of(
          PLAIN,
          PLAIN.named("two biases").withTwoBiases(),
          PLAIN.named("two layers").withLayers(2),
          PLAIN.named("three layers").withLayers(3),
          PLAIN.named("backward").with(Directions.BACKWARD),
          PLAIN.named("both directions").with(Directions.BOTH),
          PLAIN.named("initial state").withInitialState(),
          PLAIN.named("lengths right").with(Padding.RIGHT),
          PLAIN.named("mask left").with(Padding.LEFT),
          PLAIN.named("mask with holes").with(Padding.HOLES),
          PLAIN.named("last step").with(Padding.RIGHT).with(LossOf.LAST_STEP),
          PLAIN.named("both directions, lengths right").with(Directions.BOTH).with(Padding.RIGHT),
          PLAIN
              .named("all together")
              .withTwoBiases()
              .withLayers(2)
              .with(Directions.BOTH)
              .with(Padding.RIGHT)
              .withInitialState(),
          PLAIN.named("truncation").with(Walk.segments(SEGMENT_STEPS)),
          PLAIN.named("step by step").withInitialState().with(LossOf.OUTPUTS).with(Walk.STEPS),
          PLAIN.named("dropout off").withLayers(2).with(Walk.evaluation(DROPOUT)));

  /** The same under another name. */
  Option named(String other) {
    return new Option(other, twoBiases, layers, directions, initialState, padding, walk, lossOf);
  }

  private Option withTwoBiases() {
    return new Option(label, true, layers, directions, initialState, padding, walk, lossOf);
  }

  private Option withLayers(int count) {
    return new Option(label, twoBiases, count, directions, initialState, padding, walk, lossOf);
  }

  private Option with(Directions others) {
    return new Option(label, twoBiases, layers, others, initialState, padding, walk, lossOf);
  }

  /** The loss then looks at final states, too. */
  private Option withInitialState() {
    return new Option(
        label, twoBiases, layers, directions, true, padding, walk, LossOf.OUTPUTS_AND_STATES);
  }

  private Option with(Padding other) {
    return new Option(label, twoBiases, layers, directions, initialState, other, walk, lossOf);
  }

  private Option with(Walk other) {
    return new Option(label, twoBiases, layers, directions, initialState, padding, other, lossOf);
  }

  private Option with(LossOf other) {
    return new Option(label, twoBiases, layers, directions, initialState, padding, walk, other);
  }
}
