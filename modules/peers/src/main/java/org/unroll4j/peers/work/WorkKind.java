package org.unroll4j.peers.work;

/** What is done with the layer. */
public enum WorkKind {
  /** Forward without remembering anything. */
  FORWARD("forward", 1),
  /** Forward and the gradients of parameters, inputs and initial state. */
  TRAIN("training step", 3),
  /** A step of a network: layer, softmax head, loss, gradients, Adam. */
  NETWORK("network step", 3),
  /** One event of a stream, with the state carried from event to event. */
  STREAM("one step of a stream", 1);

  private final String label;
  private final int passes;

  WorkKind(String label, int passes) {
    this.label = label;
    this.passes = passes;
  }

  /** The words for it in reports. */
  public String label() {
    return label;
  }

  /** How many times the products of a forward pass have to be done. */
  int passes() {
    return passes;
  }
}
