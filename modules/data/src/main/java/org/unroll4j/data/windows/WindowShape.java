package org.unroll4j.data.windows;

import java.util.List;
import org.unroll4j.data.series.Frequency;

/**
 * How far a window looks.
 *
 * @param context C
 * @param steps T = C + H
 * @param scaleSteps over how many steps the scale is taken
 * @param back steps before the window that are read for lags, means and scale
 * @param seasonals steps at the same place of some seasons
 */
record WindowShape(
    int context, int steps, int scaleSteps, int back, List<SeasonalWindow> seasonals) {
  private static final int SCALE_DAYS = 28;

  static WindowShape of(WindowEncoderState state) {
    Frequency frequency = Frequency.parse(state.frequency());
    WindowConfig config = state.config();
    int scaleSteps = Math.max(config.context(), Math.max(frequency.steps(SCALE_DAYS), SCALE_DAYS));
    List<SeasonalWindow> seasonals = SeasonalWindow.of(frequency, state.trainingSteps());
    int back = scaleSteps + 1;
    for (SeasonalWindow seasonal : seasonals) {
      back = Math.max(back, seasonal.reach());
    }
    for (int lag : state.lags()) {
      back = Math.max(back, lag + 1);
    }
    return new WindowShape(config.context(), config.steps(), scaleSteps, back, seasonals);
  }

  /** Steps that are read: those before the window and its own. */
  int history() {
    return back + steps;
  }
}
