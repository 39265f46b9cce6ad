package org.unroll4j.studies.demand.conformal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll4j.data.series.SeriesTable;

/**
 * By how much central intervals are widened, or narrowed where it is negative, in units of the
 * series' scale. The scale at an origin is the mean |y| of the last steps up to it, and at least
 * the floor.
 *
 * @param horizon steps of a forecast
 * @param scaleSteps steps over which the scale is taken
 * @param floor least scale
 * @param unit of which values are multiples, 0 if of none
 * @param groupTargets number of validation targets per group of steps; step h is in group {@code (h
 *     − 1)·groups/horizon}
 * @param shifts {@code [group][interval]}, intervals as in {@link #TAILS}
 */
public record ConformalCorrection(
    int horizon, int scaleSteps, double floor, double unit, int[] groupTargets, double[][] shifts) {

  /** What each interval leaves out at either end, widest first. */
  static final double[] TAILS = {.01, .025, .05, .1, .15, .2, .25, .3, .35, .4, .45};

  /** The intervals of 50, 80, 90 and 95 %. */
  private static final int[] REPORTED = {6, 3, 2, 1};

  int group(int h) {
    return group(h, shifts.length, horizon);
  }

  static int group(int h, int groups, int horizon) {
    return (int) ((h - 1L) * groups / horizon);
  }

  double scale(SeriesTable table, int series, int origin) {
    return Math.max(floor, scale(table, series, origin, scaleSteps));
  }

  private static double scale(SeriesTable table, int series, int origin, int steps) {
    double sum = 0;
    int count = 0;
    for (float y : table.values(series, Math.max(0, origin + 1 - steps), origin + 1)) {
      if (!Float.isNaN(y)) {
        sum += Math.abs(y);
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  /** {@code calibration.conformal}: shifts of the 50, 80, 90 and 95 % intervals by step group. */
  public Map<String, Object> toJson() {
    List<Map<String, Object>> groups = new ArrayList<>();
    for (int g = 0; g < shifts.length; g++) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("fromStep", firstStep(g));
      entry.put("toStep", firstStep(g + 1) - 1);
      entry.put("targets", groupTargets[g]);
      for (int interval : REPORTED) {
        long nominal = Math.round(100 * (1 - 2 * TAILS[interval]));
        entry.put("shift" + nominal, shifts[g][interval]);
      }
      groups.add(entry);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("method", "conformalised quantile regression");
    json.put("groups", groups);
    return json;
  }

  private int firstStep(int group) {
    return (int) (((long) group * horizon + shifts.length - 1) / shifts.length) + 1;
  }
}
