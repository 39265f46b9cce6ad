package org.unroll4j.studies.demand;

import org.unroll4j.studies.config.Between;
import org.unroll4j.studies.config.Default;

/**
 * What is measured after training.
 *
 * @param baselines whether simpler forecasts are made from the same origins for comparison
 * @param conformal whether the intervals are widened or narrowed by what the validation part shows
 * @param naive2 whether the baseline that OWA is measured against is made
 * @param fans how many series the page draws hour by hour
 * @param anomalies how many surprising steps are listed
 * @param attention whether it is measured how much each past step weighs in a forecast
 */
public record DemandEvaluationConfig(
    @Default("true") boolean baselines,
    @Default("false") boolean conformal,
    @Default("false") boolean naive2,
    @Default("6") @Between(min = 0, max = 100) int fans,
    @Default("50") @Between(min = 0, max = 1000) int anomalies,
    @Default("true") boolean attention) {}
