package org.unroll4j.studies.baselines;

import java.util.Arrays;
import org.unroll4j.studies.evaluation.Moments;

/**
 * The same probability everywhere.
 *
 * @param rate share of positives in the training part
 */
public record BaseRate(double rate) implements Baseline {

  static BaseRate fit(Moments train) {
    return new BaseRate((double) train.positives() / train.size());
  }

  @Override
  public String name() {
    return "baseRate";
  }

  @Override
  public String description() {
    return "The share of positives in the training part, whatever has happened.";
  }

  @Override
  public double[] probabilities(SessionEvents events, Moments moments) {
    double[] probabilities = new double[moments.size()];
    Arrays.fill(probabilities, rate);
    return probabilities;
  }
}
