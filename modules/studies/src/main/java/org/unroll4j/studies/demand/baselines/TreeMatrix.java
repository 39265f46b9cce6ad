package org.unroll4j.studies.demand.baselines;

import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Rows as XGBoost takes them: labels in units of the scale, weights that are 1 on average. */
final class TreeMatrix {

  private TreeMatrix() {}

  /** Rows weigh as much as their scale to a power. */
  static DMatrix of(Rows rows, int power) throws XGBoostError {
    DMatrix matrix = new DMatrix(rows.values(), rows.size(), rows.width(), Float.NaN);
    float[] labels = new float[rows.size()];
    float[] weights = new float[rows.size()];
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum += Math.pow(rows.scale()[i], power);
    }
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (float) rows.label(i);
      weights[i] = (float) (Math.pow(rows.scale()[i], power) / sum * labels.length);
    }
    matrix.setLabel(labels);
    matrix.setWeight(weights);
    return matrix;
  }
}
