package org.unroll4j.studies.demand;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.unroll4j.data.windows.WindowConfig;
import org.unroll4j.studies.config.Between;
import org.unroll4j.studies.config.Default;
import org.unroll4j.studies.config.Word;
import org.unroll4j.studies.demand.head.HeadConfig;
import org.unroll4j.studies.demand.head.Stockouts;

/**
 * What is forecast, and what the network reads for it.
 *
 * @param horizon steps that are forecast
 * @param context steps up to the origin that the network reads
 * @param mode how several steps are forecast
 * @param head what the network says of a step
 * @param lags steps back at which further past values are read; none: by the frequency
 * @param paths recursive only: sample paths that are drawn from each origin
 */
public record ForecastConfig(
    @Default("1") @Between(min = 1, max = 10_000) int horizon,
    @Default("24") @Between(min = 1, max = 100_000) int context,
    @Default("direct") Mode mode,
    @JsonUnwrapped HeadConfig head,
    @Default("[]") @Between(min = 1, max = 100_000) List<Integer> lags,
    @Default("100") @Between(min = 1, max = 100_000) int paths) {

  /** How several steps are forecast. */
  public enum Mode implements Word {
    /** All at once, from what is known at the origin. */
    DIRECT,
    /** One after the other, each from what was drawn for the one before. */
    RECURSIVE
  }

  /** What a window is. */
  WindowConfig windows() {
    return new WindowConfig(context, horizon, mode == Mode.DIRECT, lags);
  }

  /** Steps that the network forecasts from an origin without a path. */
  int stepsAtOnce() {
    return mode == Mode.DIRECT ? horizon : 1;
  }

  /** Whether demand is forecast, of which a sold-out step shows a part only. */
  boolean forecastsDemand() {
    return head.stockouts() != Stockouts.OBSERVED;
  }
}
