package org.unroll4j.studies.baselines;

import org.unroll4j.studies.evaluation.Moments;

/**
 * Features at some moments, row by row.
 *
 * @param values feature f of moment i at {@code [i · width + f]}
 * @param width number of features
 */
record FeatureMatrix(float[] values, int width) {

  /** Walks through the sessions and writes down the features at the moments. */
  static FeatureMatrix of(SessionEvents events, Moments moments, StepFeatures features) {
    int width = features.width();
    float[] values = new float[Math.multiplyExact(moments.size(), width)];
    EventWalk.walk(events, moments, features, i -> features.write(values, i * width));
    return new FeatureMatrix(values, width);
  }
}
