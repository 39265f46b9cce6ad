package org.unroll4j.data.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.unroll4j.data.DataException;
import org.unroll4j.data.series.Frequency;
import org.unroll4j.data.series.Missing;
import org.unroll4j.data.series.SeriesTable;

/** Learns what an encoder needs to know from the steps before the end of training. */
final class WindowStatistics {
  /** Series that are looked at for scales, evenly chosen. */
  private static final int SERIES_TO_SEE = 2000;

  private static final int SCALE_DAYS = 28;

  /** Scales that hardly differ are not blown up. */
  private static final double SMALLEST_DEVIATION = 0.1;

  private final SeriesTable table;
  private final int trainEnd;
  private final List<Integer> series = new ArrayList<>();
  private int start = Integer.MAX_VALUE;

  WindowStatistics(SeriesTable table, int trainEnd) {
    this.table = table.knownAt(trainEnd - 1);
    this.trainEnd = trainEnd;
    List<Integer> all = new ArrayList<>();
    for (int s = 0; s < table.size(); s++) {
      if (this.table.first(s) < trainEnd) {
        all.add(s);
        start = Math.min(start, this.table.first(s));
      }
    }
    if (all.isEmpty()) {
      throw new DataException(
          "WindowEncoder: no series has a value before the end of training, step %d of %d (%s);"
                  .formatted(trainEnd, table.steps(), table.time(Math.max(0, trainEnd)))
              + " make the training part longer.");
    }
    int every = (all.size() + SERIES_TO_SEE - 1) / SERIES_TO_SEE;
    for (int i = 0; i < all.size(); i += every) {
      series.add(all.get(i));
    }
  }

  WindowEncoderState state(WindowConfig config) {
    double[] logScale = logScale();
    double smallest = smallestScale(Math.exp(logScale[0]));
    return new WindowEncoderState(
        config,
        table.frequency().toString(),
        lags(config),
        statics(),
        scales(table.knownNames(), false),
        scales(table.pastNames(), true),
        table.hasStockouts(),
        table.missing() == Missing.MASKED,
        trainEnd - start,
        logScale[0],
        logScale[1],
        smallest);
  }

  /**
   * The lags that are asked for, or one and two of each season that training is long enough for.
   */
  private List<Integer> lags(WindowConfig config) {
    if (!config.lags().isEmpty()) {
      return config.lags();
    }
    TreeSet<Integer> lags = new TreeSet<>();
    Frequency frequency = table.frequency();
    for (int season : frequency.seasons()) {
      for (int times = 1; times <= 2; times++) {
        if (season * times * 2 <= trainEnd - start) {
          lags.add(season * times);
        }
      }
    }
    return List.copyOf(lags);
  }

  private List<StaticIndex> statics() {
    List<StaticIndex> statics = new ArrayList<>();
    for (int c = 0; c < table.staticNames().size(); c++) {
      TreeSet<String> texts = new TreeSet<>();
      for (int s = 0; s < table.size(); s++) {
        if (table.first(s) < trainEnd) {
          texts.add(table.staticValue(c, s));
        }
      }
      statics.add(new StaticIndex(table.staticNames().get(c), List.copyOf(texts)));
    }
    return statics;
  }

  private List<CovariateScale> scales(List<String> names, boolean past) {
    List<CovariateScale> scales = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      Moments moments = new Moments();
      boolean gaps = false;
      for (int s : series) {
        float[] numbers = new float[Math.max(0, trainEnd - table.first(s))];
        if (past) {
          table.past(c, s, table.first(s), numbers);
        } else {
          table.known(c, s, table.first(s), numbers);
        }
        for (float number : numbers) {
          gaps |= Float.isNaN(number);
          moments.add(number);
        }
      }
      scales.add(new CovariateScale(names.get(c), moments.mean(), moments.deviationOr(0), gaps));
    }
    return scales;
  }

  /** Mean and deviation of the logarithm of the mean size of the values, over series. */
  private double[] logScale() {
    int span = table.frequency().steps(SCALE_DAYS);
    Moments moments = new Moments();
    for (int s : series) {
      Moments values = new Moments();
      for (float value : table.values(s, Math.max(table.first(s), trainEnd - span), trainEnd)) {
        values.add(Math.abs(value));
      }
      if (values.mean() > 0) {
        moments.add((float) Math.log(values.mean()));
      }
    }
    return new double[] {moments.mean(), Math.max(SMALLEST_DEVIATION, moments.deviationOr(1))};
  }

  /** A tenth of the unit, or a thousandth of the usual size where there is no unit. */
  private double smallestScale(double usual) {
    return table.unit() > 0 ? Math.min(table.unit() / 10, usual) : usual / 1000;
  }

  /** Mean and deviation of the numbers that are there (Welford's running update). */
  private static final class Moments {
    private long count;
    private double mean;
    private double squares;

    void add(float number) {
      if (!Float.isNaN(number)) {
        count++;
        double delta = number - mean;
        mean += delta / count;
        squares += delta * (number - mean);
      }
    }

    double mean() {
      return mean;
    }

    double deviationOr(double ifConstant) {
      double deviation = count == 0 ? 0 : Math.sqrt(squares / count);
      return deviation > 1e-6 * Math.abs(mean) && deviation > 1e-12 ? deviation : ifConstant;
    }
  }
}
