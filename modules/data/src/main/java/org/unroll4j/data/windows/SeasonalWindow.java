package org.unroll4j.data.windows;

import java.util.ArrayList;
import java.util.List;
import org.unroll4j.data.series.Frequency;

/**
 * Steps at the same place of some seasons: the same hour of the last 28 days.
 *
 * @param season length of a season, in steps
 * @param count how many seasons
 * @param full whether deviation, zeros and stock-outs are channels as well as the mean
 */
record SeasonalWindow(int season, int count, boolean full) {

  /** Those of a frequency; seasons longer than a third of the training part are none. */
  static List<SeasonalWindow> of(Frequency frequency, int trainingSteps) {
    List<SeasonalWindow> windows = new ArrayList<>();
    List<Integer> seasons = frequency.seasons();
    if (!seasons.isEmpty() && seasons.get(0) * 3 <= trainingSteps) {
      int season = seasons.get(0);
      boolean days = frequency.stepsPerDay() > 0;
      windows.add(new SeasonalWindow(season, days ? 7 : 4, false));
      windows.add(new SeasonalWindow(season, days ? 28 : 8, true));
    }
    if (seasons.size() > 1 && seasons.get(1) * 3 <= trainingSteps) {
      windows.add(new SeasonalWindow(seasons.get(1), 4, false));
    }
    return windows;
  }

  /** How many steps before the step that it is for it can reach. */
  int reach() {
    return season * (count + 1);
  }

  String name(String statistic) {
    return "%s of %d x %d".formatted(statistic, count, season);
  }
}
