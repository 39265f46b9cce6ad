package org.unroll4j.studies.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Predictions sorted once, from the highest probability to the lowest, so that metrics cost one
 * pass, also when users count several times or not at all.
 */
final class Ranking {

  /** Probabilities nearer to 0 or 1 than this count as this near in the log loss. */
  static final double CLIP = 1e-7;

  private final double[] probability;
  private final boolean[] positive;
  private final int[] user;
  private final int[] groupEnd;
  private final long[] userCount;
  private final long[] userPositives;
  private final double[] userLogLoss;
  private final double[] userSquares;

  Ranking(Predictions predictions) {
    int n = predictions.size();
    int[] order = descending(predictions.probability());
    int[] codes = dense(predictions.moments().user());
    int users = Arrays.stream(codes).max().orElse(-1) + 1;
    probability = new double[n];
    positive = new boolean[n];
    user = new int[n];
    userCount = new long[users];
    userPositives = new long[users];
    userLogLoss = new double[users];
    userSquares = new double[users];
    for (int i = 0; i < n; i++) {
      probability[i] = predictions.probability()[order[i]];
      positive[i] = predictions.moments().label()[order[i]] == 1;
      user[i] = codes[order[i]];
      addToUser(i);
    }
    groupEnd =
        IntStream.rangeClosed(1, n)
            .filter(i -> i == n || probability[i] != probability[i - 1])
            .toArray();
  }

  private void addToUser(int i) {
    int u = user[i];
    double p = probability[i];
    double likelihood = positive[i] ? p : 1 - p;
    double error = positive[i] ? 1 - p : p;
    userCount[u]++;
    userPositives[u] += positive[i] ? 1 : 0;
    userLogLoss[u] -= Math.log(Math.min(1 - CLIP, Math.max(CLIP, likelihood)));
    userSquares[u] += error * error;
  }

  int size() {
    return probability.length;
  }

  int users() {
    return userCount.length;
  }

  /** Ends (exclusive) of the runs of equal probability, highest first. */
  int[] groupEnds() {
    return groupEnd;
  }

  double probability(int rank) {
    return probability[rank];
  }

  boolean positive(int rank) {
    return positive[rank];
  }

  /** The metrics, all but the calibration error, with every user counting once. */
  Scores scores() {
    int[] weights = new int[users()];
    Arrays.fill(weights, 1);
    return scores(weights);
  }

  /** The same, with user u counting {@code weights[u]} times. */
  Scores scores(int[] weights) {
    long count = 0;
    long positives = 0;
    double logLoss = 0;
    double squares = 0;
    for (int u = 0; u < weights.length; u++) {
      count += weights[u] * userCount[u];
      positives += weights[u] * userPositives[u];
      logLoss += weights[u] * userLogLoss[u];
      squares += weights[u] * userSquares[u];
    }
    Scores scores = new Scores();
    if (count > 0) {
      scores.put(Metric.LOG_LOSS, logLoss / count);
      scores.put(Metric.BRIER, squares / count);
    }
    if (positives > 0 && positives < count) {
      new RankPass(positives, count - positives).walk(weights).into(scores);
    }
    return scores;
  }

  /** One walk from the highest probability to the lowest. */
  private final class RankPass {
    private final double positives;
    private final double negatives;
    private final double[] top = new double[3];
    private double pairs;
    private double precisions;

    RankPass(long positives, long negatives) {
      this.positives = positives;
      this.negatives = negatives;
    }

    RankPass walk(int[] weights) {
      double[] limit = {
        0.01 * (positives + negatives),
        0.05 * (positives + negatives),
        0.10 * (positives + negatives)
      };
      double hits = 0;
      double falseAlarms = 0;
      int i = 0;
      for (int end : groupEnd) {
        long groupHits = 0;
        long group = 0;
        for (; i < end; i++) {
          int w = weights[user[i]];
          group += w;
          groupHits += positive[i] ? w : 0;
        }
        if (group == 0) {
          continue;
        }
        for (int k = 0; k < limit.length; k++) {
          double room = limit[k] - hits - falseAlarms;
          top[k] += room <= 0 ? 0 : groupHits * Math.min(1, room / group);
        }
        pairs += (group - groupHits) * (hits + 0.5 * groupHits);
        hits += groupHits;
        falseAlarms += group - groupHits;
        precisions += groupHits * (hits / (hits + falseAlarms));
      }
      return this;
    }

    void into(Scores scores) {
      scores.put(Metric.AUC, pairs / (positives * negatives));
      scores.put(Metric.PR_AUC, precisions / positives);
      scores.put(Metric.LIFT_1, top[0] / (0.01 * positives));
      scores.put(Metric.LIFT_5, top[1] / (0.05 * positives));
      scores.put(Metric.LIFT_10, top[2] / (0.10 * positives));
    }
  }

  private static int[] descending(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted((a, b) -> Double.compare(values[b], values[a]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static int[] dense(int[] codes) {
    int[] known = Arrays.stream(codes).distinct().sorted().toArray();
    return Arrays.stream(codes).map(c -> Arrays.binarySearch(known, c)).toArray();
  }
}
