package org.unroll4j.studies.demand.baselines;

import java.util.List;
import org.unroll4j.data.series.Frequency;

/**
 * What repeats, in steps.
 *
 * @param primary the shortest season: a day, a week or a year; 0 if there is none
 * @param secondary the week, if the shortest season is the day; 0 otherwise
 * @param span steps that the features look back: four weeks, or one where a day has more than 288
 *     steps, or 56 steps where a step is a week or longer
 */
public record Seasons(int primary, int secondary, int span) {

  private static final int MOST_STEPS_OF_LONG_DAYS = 288;
  private static final int SPAN_OF_WEEKS = 56;

  static Seasons of(Frequency frequency) {
    List<Integer> lengths = frequency.seasons();
    int primary = lengths.isEmpty() ? 0 : lengths.get(0);
    int secondary = lengths.size() < 2 || frequency.stepsPerDay() < 2 ? 0 : lengths.get(1);
    int days = frequency.stepsPerDay() > MOST_STEPS_OF_LONG_DAYS ? 7 : 28;
    int span = frequency.steps(days) < 2 * 7 ? SPAN_OF_WEEKS : frequency.steps(days);
    return new Seasons(primary, secondary, span);
  }

  /** Steps of about a week: the secondary season or a quarter of the span. */
  int week() {
    return secondary > 0 ? secondary : span / 4;
  }
}
