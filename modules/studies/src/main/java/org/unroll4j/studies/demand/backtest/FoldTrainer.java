package org.unroll4j.studies.demand.backtest;

import java.util.List;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.studies.demand.forecast.Forecaster;

/** Makes what is back-tested, for each fold. */
@FunctionalInterface
public interface FoldTrainer {

  /**
   * Trains for a fold; one that was trained before the first fold may be given every time.
   *
   * @param known the table as it was known when the fold's test part began: later values, past
   *     covariates and stock-outs are hidden
   * @param fold which steps to learn from
   * @return the model first, then its baselines; the same names in the same order for every fold
   */
  List<Forecaster> train(SeriesTable known, Fold fold);
}
