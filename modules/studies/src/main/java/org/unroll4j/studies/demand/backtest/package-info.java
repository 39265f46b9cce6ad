/**
 * Back-testing: a study repeated at several points of the past, as if it had been run then. Folds
 * say what was known when; a {@link org.unroll4j.studies.demand.backtest.FoldTrainer} trains for
 * each; a {@link org.unroll4j.studies.demand.backtest.LeakProbe} refuses forecasters that see what
 * was not known.
 */
package org.unroll4j.studies.demand.backtest;
