package org.unroll4j.data.windows;

import java.util.List;
import org.unroll4j.data.DataException;

/**
 * What a window is.
 *
 * @param context C, how many steps up to the origin a network reads
 * @param horizon H, how many steps after the origin are forecast
 * @param direct whether all H steps are forecast from what is known at the origin; otherwise each
 *     from what is known one step before it
 * @param lags how many steps back the further past values lie; empty: by the frequency
 */
public record WindowConfig(int context, int horizon, boolean direct, List<Integer> lags) {

  public WindowConfig {
    lags = List.copyOf(lags);
    if (context < 1 || horizon < 1 || (long) context + horizon > 100_000) {
      throw new DataException(
          "WindowConfig: context and horizon must be 1 or more and at most 100000 together, but"
              + " were %d and %d.".formatted(context, horizon));
    }
    if (lags.stream().anyMatch(lag -> lag < 1)) {
      throw new DataException("WindowConfig: lags must be 1 or more, but were %s.".formatted(lags));
    }
  }

  /** T, steps per window. */
  public int steps() {
    return context + horizon;
  }

  /**
   * Whether each step of a window stands on what is known one step before it, so that steps of the
   * context can be trained as well.
   */
  public boolean stepwise() {
    return !direct || horizon == 1;
  }
}
