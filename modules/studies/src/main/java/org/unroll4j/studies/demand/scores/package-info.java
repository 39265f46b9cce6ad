/**
 * How good forecasts of demand are: errors of point and probabilistic forecasts, overall and by
 * series, key, hour, step of the horizon and volume; whether the probabilities are true; and
 * whether a difference between two forecasters is more than luck.
 *
 * <p>{@link org.unroll4j.studies.demand.scores.DemandScores} takes forecasts one at a time and
 * keeps sums only. {@link org.unroll4j.studies.demand.scores.DemandComparison} puts a model, its
 * baselines and the attainable side by side as they stand in {@code result.json}. Nothing here
 * knows networks or files.
 */
package org.unroll4j.studies.demand.scores;
