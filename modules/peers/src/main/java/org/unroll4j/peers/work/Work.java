package org.unroll4j.peers.work;

/**
 * One thing to be timed: the same for everybody.
 *
 * @param name a short name, unique in a run
 * @param kind what is done
 * @param cell the layer's cell
 * @param size the sizes
 */
public record Work(String name, WorkKind kind, CellKind cell, Size size) {

  /** Classes of the softmax head of {@link WorkKind#NETWORK}. */
  public static final int CLASSES = 16;

  /** Events that are fed to a stream in one go; times are per event. */
  public static final int STREAM_EVENTS = 64;

  /**
   * Sizes of a layer and its batch.
   *
   * @param batch N
   * @param steps T
   * @param inputs F
   * @param hidden H
   * @param ragged whether the sequences have different lengths
   */
  public record Size(int batch, int steps, int inputs, int hidden, boolean ragged) {

    /** Sequences of one length. */
    public static Size of(int batch, int steps, int inputs, int hidden) {
      return new Size(batch, steps, inputs, hidden, false);
    }
  }

  /** One sentence for a reader. */
  public String title() {
    String shape =
        "N=%d T=%d F=%d H=%d".formatted(size.batch, size.steps, size.inputs, size.hidden);
    return "%s, %s %s%s"
        .formatted(kind.label(), cell.label(), shape, size.ragged ? ", ragged" : "");
  }

  /**
   * Floating point operations of the matrix products that the work cannot do without.
   *
   * <pre>{@code
   * forward   2 · S · G·H · (F + H)            S = valid steps over all sequences
   * training  3 × forward                      ∂x and ∂h, ∂W and ∂R cost as much again, each
   * head      3 · 2 · S · H · classes
   * }</pre>
   */
  public double flops() {
    double validSteps = 0;
    for (int length : Problem.lengths(size)) {
      validSteps += length;
    }
    double layer =
        2.0 * validSteps * cell.gates() * size.hidden * ((double) size.inputs + size.hidden);
    double head = kind == WorkKind.NETWORK ? 2.0 * validSteps * size.hidden * CLASSES : 0;
    return kind.passes() * (layer + head);
  }
}
