package org.unroll4j.validation.peer;

/**
 * How the sequences are gone through.
 *
 * @param kind the way
 * @param segmentSteps steps of a segment; 0 unless the kind is SEGMENTS
 * @param dropout the probability of dropping an output between two layers; 0 unless the kind is
 *     EVALUATION
 */
public record Walk(Kind kind, int segmentSteps, double dropout) {

  /** The ways through a sequence. */
  public enum Kind {
    /** Forward and back over all steps. */
    WHOLE,
    /**
     * Truncated backpropagation: forward and back over one segment after the other; the final state
     * of one is the initial state of the next, and a constant there. Gradients of parameters are
     * summed over the segments; the gradient of the initial state is the first segment's. The loss
     * does not look at final states.
     */
    SEGMENTS,
    /** Forward only, one step a call, with the carried state. */
    STEPS,
    /** Forward only, as a trained network is used: dropout is configured, and off. */
    EVALUATION
  }

  /** Forward and back over all steps. */
  public static final Walk WHOLE = new Walk(Kind.WHOLE, 0, 0);

  /** One step a call. */
  public static final Walk STEPS = new Walk(Kind.STEPS, 0, 0);

  /** Truncated backpropagation. */
  public static Walk segments(int steps) {
    return new Walk(Kind.SEGMENTS, steps, 0);
  }

  /** Dropout configured, and off. */
  public static Walk evaluation(double dropout) {
    return new Walk(Kind.EVALUATION, 0, dropout);
  }

  /** Whether gradients are asked for. */
  public boolean goesBack() {
    return kind == Kind.WHOLE || kind == Kind.SEGMENTS;
  }
}
