package org.unroll4j.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SplittableRandom;

/**
 * Curves that belong together, from one parameter: true positive rate = σ(separation + logit(false
 * positive rate)).
 */
final class FixtureCurves {

  private final double separation;
  private final double positives;
  private final SplittableRandom random;

  FixtureCurves(double separation, double positives, SplittableRandom random) {
    this.separation = separation;
    this.positives = positives;
    this.random = random;
  }

  double auc() {
    double area = 0;
    int steps = 4000;
    for (int i = 0; i < steps; i++) {
      area += truePositives((i + 0.5) / steps) / steps;
    }
    return area;
  }

  double lift(double share) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (flagged(middle) < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return truePositives(low) / share;
  }

  ArrayNode roc(int points) {
    ArrayNode roc = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i <= points; i++) {
      double rate = Math.pow((double) i / points, 2);
      roc.addArray().add(rate).add(truePositives(rate));
    }
    return roc;
  }

  ArrayNode precisionRecall(int points) {
    ArrayNode curve = JsonNodeFactory.instance.arrayNode();
    for (int i = 1; i <= points; i++) {
      double rate = Math.pow((double) i / points, 2);
      double recall = truePositives(rate);
      curve.addArray().add(recall).add(positives * recall / flagged(rate));
    }
    return curve;
  }

  ArrayNode liftCurve(int points) {
    ArrayNode curve = JsonNodeFactory.instance.arrayNode();
    for (int i = 1; i <= points; i++) {
      double share = Math.pow((double) i / points, 3);
      curve.addArray().add(share).add(lift(share));
    }
    return curve;
  }

  ArrayNode calibration(int bins) {
    ArrayNode curve = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < bins; i++) {
      double predicted = Math.pow((i + 0.5) / bins, 2.2) * 0.8;
      double observed = Math.max(0, Math.min(1, predicted * (0.92 + 0.2 * random.nextDouble())));
      int count = (int) (4000 * Math.pow(0.6, i)) + 40;
      double half = 1.96 * Math.sqrt(observed * (1 - observed) / count);
      ObjectNode bin = curve.addObject();
      bin.put("predicted", predicted).put("observed", observed).put("count", count);
      bin.put("low", Math.max(0, observed - half)).put("high", Math.min(1, observed + half));
    }
    return curve;
  }

  private double truePositives(double rate) {
    if (rate <= 0 || rate >= 1) {
      return rate <= 0 ? 0 : 1;
    }
    return 1 / (1 + Math.exp(-separation) * (1 - rate) / rate);
  }

  private double flagged(double rate) {
    return positives * truePositives(rate) + (1 - positives) * rate;
  }
}
