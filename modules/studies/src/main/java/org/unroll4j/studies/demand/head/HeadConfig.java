package org.unroll4j.studies.demand.head;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.unroll4j.studies.config.Between;
import org.unroll4j.studies.config.Default;

/**
 * What the network says of a step, and by which loss it learns.
 *
 * @param kind what its outputs describe
 * @param levels of the kind quantiles: strictly increasing, between 0 and 1
 * @param huberDelta of the kind huber: the error, in units of the series' scale, from which on the
 *     loss is linear
 * @param stockouts what the loss makes of steps that were sold out
 * @param weighting how much a step counts
 * @param nonNegative whether forecasts of points and quantiles stay above zero; counts always do
 */
public record HeadConfig(
    @JsonProperty("head") @Default("negativeBinomial") HeadKind kind,
    @Default("[0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975]")
        List<Double> levels,
    @Default("1") @Between(min = 1e-3, max = 1e3) double huberDelta,
    @Default("observed") Stockouts stockouts,
    @Default("auto") Weighting weighting,
    @Default("true") boolean nonNegative) {

  /** The levels that are used where none are given. */
  public static final List<Double> LEVELS =
      List.of(0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975);

  public HeadConfig {
    levels = List.copyOf(levels);
    double before = 0;
    for (double level : levels) {
      if (!(level > before && level < 1)) {
        throw new IllegalArgumentException(
            "levels must increase strictly and lie between 0 and 1, but were %s."
                .formatted(levels));
      }
      before = level;
    }
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("levels must hold at least one level, but were empty.");
    }
  }

  /** A kind of head with the default of everything else. */
  public static HeadConfig of(HeadKind kind) {
    return new HeadConfig(kind, LEVELS, 1, Stockouts.OBSERVED, Weighting.AUTO, true);
  }

  /** The same with another treatment of steps that were sold out. */
  public HeadConfig with(Stockouts other) {
    return new HeadConfig(kind, levels, huberDelta, other, weighting, nonNegative);
  }

  /** The weight of a step of a series, whose mean is one for series of mean scale. */
  double weight(double scale, double meanScale) {
    boolean volume =
        weighting == Weighting.VOLUME || (weighting == Weighting.AUTO && !kind.counts());
    return volume ? scale / meanScale : 1;
  }
}
