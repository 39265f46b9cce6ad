package org.unroll4j.studies.demand.baselines;

import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.studies.network.RandomKey;

/**
 * The rows that the linear model and the trees are fitted and judged on. Training rows start from
 * every origin with some history; validation rows from every {@code stride}-th, beginning at the
 * end of training. More rows than the budget allows are drawn as {@link CandidateRows} says.
 *
 * @param table the series
 * @param range which targets
 * @param state what the features learnt on training
 * @param stride steps between origins of validation
 * @param seed of the draws
 * @param budget how many rows
 */
record FitData(
    SeriesTable table,
    FitRange range,
    FeatureState state,
    int stride,
    long seed,
    FitBudget budget) {

  private static final int TRAIN = 1;
  private static final int VALIDATION = 2;
  private static final int REFIT = 3;
  private static final int MOST_HISTORY = 56;

  Rows train(RowEncoder encoder) {
    return rows(encoder, origins(), range.trainEnd(), TRAIN);
  }

  Rows validation(RowEncoder encoder) {
    int[] first = range.trainEnd().clone();
    for (int s = 0; s < first.length; s++) {
      first[s] = Math.max(table.first(s), first[s] - 1);
    }
    return rows(encoder, first, range.validationEnd(), VALIDATION);
  }

  /** Training and validation together. */
  Rows refit(RowEncoder encoder) {
    return rows(encoder, origins(), range.validationEnd(), REFIT);
  }

  /** Two seasons of history, at least two steps and at most {@value #MOST_HISTORY}. */
  private int[] origins() {
    int history = Math.max(2, Math.min(2 * state.seasons().primary(), MOST_HISTORY));
    int[] first = new int[table.size()];
    for (int s = 0; s < first.length; s++) {
      first[s] = table.first(s) + history - 1;
    }
    return first;
  }

  private Rows rows(RowEncoder encoder, int[] firstOrigin, int[] end, int use) {
    boolean judged = use == VALIDATION;
    CandidateRows candidates =
        new CandidateRows(table, firstOrigin, end, judged ? stride : 1, state.horizon());
    int most = judged ? budget.validationRows() : budget.trainingRows();
    return Rows.of(
        candidates, candidates.choose(most, RandomKey.generator(seed, use)), encoder, state);
  }
}
