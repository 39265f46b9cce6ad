package org.unroll4j.studies.session;

import org.unroll4j.studies.config.Between;
import org.unroll4j.studies.config.Default;

/**
 * What is measured after training.
 *
 * @param baselines whether simpler models are trained on the same split for comparison
 * @param bootstrap resamples of users for the 95 % intervals
 * @param sessions how many test sessions the page draws event by event
 */
public record EvaluationConfig(
    @Default("true") boolean baselines,
    @Default("200") @Between(min = 20, max = 100_000) int bootstrap,
    @Default("6") @Between(min = 0, max = 100) int sessions) {}
