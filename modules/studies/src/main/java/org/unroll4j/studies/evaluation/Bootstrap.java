package org.unroll4j.studies.evaluation;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Resampling of users, with replacement: predictions of one user are not independent, users are.
 *
 * <p>The users drawn depend on the seed and the number of users alone. Two sets of predictions for
 * the same moments are therefore resampled alike, and {@link Resamples#minus} gives the interval of
 * their difference.
 *
 * @param resamples how many times
 * @param seed makes the draws repeatable
 */
public record Bootstrap(int resamples, long seed) {

  /**
   * Checks the number of resamples.
   *
   * @throws IllegalArgumentException if there are fewer than 2
   */
  public Bootstrap {
    if (resamples < 2) {
      throw new IllegalArgumentException(
          "Bootstrap: resamples must be at least 2, but was %d.".formatted(resamples));
    }
  }

  /** Computes the metrics once per resample. */
  public Resamples resample(Predictions predictions) {
    return resample(new Ranking(predictions));
  }

  Resamples resample(Ranking ranking) {
    SplittableRandom root = new SplittableRandom(seed);
    SplittableRandom[] randoms = new SplittableRandom[resamples];
    for (int r = 0; r < resamples; r++) {
      randoms[r] = root.split();
    }
    Scores[] scores =
        IntStream.range(0, resamples)
            .parallel()
            .mapToObj(r -> ranking.scores(draw(ranking.users(), randoms[r])))
            .toArray(Scores[]::new);
    return new Resamples(scores);
  }

  private static int[] draw(int users, SplittableRandom random) {
    int[] weights = new int[users];
    for (int i = 0; i < users; i++) {
      weights[random.nextInt(users)]++;
    }
    return weights;
  }
}
