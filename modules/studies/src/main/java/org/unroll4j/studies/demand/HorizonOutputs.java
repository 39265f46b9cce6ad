package org.unroll4j.studies.demand;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.data.batch.SequenceBatch;
import org.unroll4j.studies.demand.head.Target;
import org.unroll4j.studies.network.Feed;

/** What a network says about the steps after the origins of windows, and what happened there. */
final class HorizonOutputs {

  private static final Feed FEED = new Feed(false);
  private static final int VALUE = 0;
  private static final int SCALE = 1;
  private static final int STOCKOUT = 2;
  private static final int LABELS = 3;

  private final int context;
  private final int steps;
  private final int outputs;
  private final float[] numbers;
  private final float[] labels;
  private final float[] mask;

  private HorizonOutputs(INDArray output, SequenceBatch batch, int context) {
    this.context = context;
    this.outputs = (int) output.size(1);
    this.steps = (int) output.size(2);
    this.numbers = output.dup('c').data().asFloat();
    this.labels = batch.labels().dup('c').data().asFloat();
    this.mask = batch.labelsMask().dup('c').data().asFloat();
  }

  /**
   * Runs the network.
   *
   * @param context steps of each window up to its origin
   */
  static HorizonOutputs of(ComputationGraph network, SequenceBatch batch, int context) {
    INDArray output = network.output(false, FEED.features(batch), null, null)[0];
    return new HorizonOutputs(output, batch, context);
  }

  /** The network's outputs for window n at step h of the horizon, from 1. */
  double[] numbers(int n, int h) {
    double[] z = new double[outputs];
    for (int p = 0; p < outputs; p++) {
      z[p] = numbers[(n * outputs + p) * steps + at(h)];
    }
    return z;
  }

  /** The scale of window n at step h. */
  double scale(int n, int h) {
    return label(n, SCALE, h);
  }

  /** Whether window n has a value at step h that the loss looks at. */
  boolean hasTarget(int n, int h) {
    return mask[n * steps + at(h)] > 0;
  }

  /** What happened. */
  Target target(int n, int h) {
    return new Target(label(n, VALUE, h), scale(n, h), label(n, STOCKOUT, h) > 0);
  }

  private double label(int n, int which, int h) {
    return labels[(n * LABELS + which) * steps + at(h)];
  }

  /** The place of step h among the window's steps. */
  int at(int h) {
    return context + h - 1;
  }
}
