package org.unroll4j.studies.demand.baselines;

/**
 * How much fitting the linear model and the trees may cost.
 *
 * @param trainingRows most training rows (series × origin × step); drawn at random beyond that
 * @param validationRows the same of the validation part
 * @param trials settings of the trees that are tried, at least 1
 * @param rounds most boosting rounds of a trial
 * @param seconds after which no further trial or round is begun. The result is the same on every
 *     machine unless this limit is reached; a note says so
 */
public record FitBudget(int trainingRows, int validationRows, int trials, int rounds, int seconds) {

  /** What an hour-by-hour study on a laptop needs: some minutes at most. */
  public static final FitBudget DEFAULT = new FitBudget(100_000, 30_000, 6, 300, 300);

  /** Checks the numbers. */
  public FitBudget {
    if (Math.min(Math.min(trainingRows, validationRows), Math.min(trials, rounds)) < 1
        || seconds < 0) {
      throw new IllegalArgumentException(
          "FitBudget: rows, trials and rounds must be at least 1 and seconds at least 0, but were"
              + " %d, %d, %d, %d and %d."
                  .formatted(trainingRows, validationRows, trials, rounds, seconds));
    }
  }
}
