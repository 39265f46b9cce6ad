package org.unroll4j.studies.session;

import java.util.List;
import org.unroll4j.studies.config.Between;
import org.unroll4j.studies.config.Default;

/**
 * What the network sees, apart from the columns.
 *
 * @param minCount a categorical value that is rarer than this in the training part shares one index
 *     with all rare ones
 * @param log1p numeric columns that are replaced by log(1 + value)
 * @param maxEvents training looks at the last events of longer sessions only; prediction at all
 */
public record FeaturesConfig(
    @Default("5") @Between(min = 1) int minCount,
    @Default("[]") List<String> log1p,
    @Default("100") @Between(min = 2, max = 10_000) int maxEvents) {}
