package org.unroll4j.studies.demand.scores;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.distribution.PointMass;
import org.unroll4j.data.series.Frequency;
import org.unroll4j.data.series.Missing;
import org.unroll4j.data.series.SeriesColumns;
import org.unroll4j.data.series.SeriesRow;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.series.SeriesTableBuilder;
import org.unroll4j.data.series.TimeGrid;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.studies.demand.forecast.Forecast;
import org.unroll4j.studies.demand.forecast.Forecaster;

/** Small tables and forecasters for tests. */
public final class Demands {

  private static final float[] NONE = {};

  private Demands() {}

  /** Hourly series from midnight on; a missing value is NaN. Keys are store s/2 and product s. */
  public static SeriesTable table(double[]... values) {
    return table("1h", values, new boolean[values.length][values[0].length]);
  }

  /** The same with stock-outs. */
  public static SeriesTable table(String frequency, double[][] values, boolean[][] stockouts) {
    SeriesTableBuilder builder =
        new SeriesTableBuilder(
            grid(frequency),
            new SeriesColumns(
                List.of("store", "product"),
                "time",
                null,
                "sales",
                List.of(),
                List.of(),
                List.of(),
                "stockout"));
    for (int s = 0; s < values.length; s++) {
      int series = builder.series(List.of("store" + s / 2, "product" + s), List.of());
      for (int t = 0; t < values[s].length; t++) {
        builder.put(series, t, new SeriesRow((float) values[s][t], stockouts[s][t], NONE, NONE));
      }
    }
    return builder.build(Missing.ABSENT);
  }

  /** One series with one covariate, known or past. */
  public static SeriesTable withCovariate(double[] values, double[][] covariates, boolean known) {
    List<String> names = new ArrayList<>();
    for (int c = 0; c < covariates.length; c++) {
      names.add("covariate" + c);
    }
    SeriesTableBuilder builder =
        new SeriesTableBuilder(
            grid("1h"),
            new SeriesColumns(
                List.of(),
                "time",
                null,
                "sales",
                List.of(),
                known ? names : List.of(),
                known ? List.of() : names,
                null));
    int series = builder.series(List.of(), List.of());
    for (int t = 0; t < values.length; t++) {
      float[] row = new float[covariates.length];
      for (int c = 0; c < row.length; c++) {
        row[c] = (float) covariates[c][t];
      }
      builder.put(
          series,
          t,
          new SeriesRow((float) values[t], false, known ? row : NONE, known ? NONE : row));
    }
    return builder.build(Missing.ABSENT);
  }

  private static TimeGrid grid(String frequency) {
    return new TimeGrid(
        Frequency.parse(frequency), ZoneOffset.UTC, Instant.parse("2024-01-01T00:00:00Z"));
  }

  /** Counts of several series with a day and a volume each. */
  public static double[][] counts(long seed, int series, int steps) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] values = new double[series][steps];
    for (int s = 0; s < series; s++) {
      double volume = Math.exp(random.nextDouble() * 3 - 1);
      for (int t = 0; t < steps; t++) {
        double mean = volume * (1 + Math.sin(2 * Math.PI * t / 24));
        values[s][t] = poisson(random, mean);
      }
    }
    return values;
  }

  private static double poisson(SplittableRandom random, double mean) {
    int k = 0;
    for (double p = random.nextDouble(); p > Math.exp(-mean); p *= random.nextDouble()) {
      k++;
    }
    return k;
  }

  /** A forecast of points. */
  public static Forecast points(int series, int step, double... points) {
    return new Forecast(
        new Origin(series, step),
        Arrays.stream(points).mapToObj(p -> (Distribution) new PointMass(p)).toList());
  }

  /**
   * A forecaster.
   *
   * @param distribution that of an origin's step h
   */
  public static Forecaster forecaster(String name, int horizon, Rule distribution) {
    return new Forecaster() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<Forecast> forecast(SeriesTable table, List<Origin> origins) {
        return origins.stream()
            .map(
                origin -> {
                  List<Distribution> steps = new ArrayList<>();
                  for (int h = 1; h <= horizon; h++) {
                    steps.add(distribution.at(table, origin, h));
                  }
                  return new Forecast(origin, steps);
                })
            .toList();
      }
    };
  }

  /** What a forecaster says of a step. */
  @FunctionalInterface
  public interface Rule {
    /** The distribution of step h after the origin. */
    Distribution at(SeriesTable table, Origin origin, int h);

    /** A point. */
    static Rule point(ToDoubleBiFunction<SeriesTable, Origin> value) {
      return (table, origin, h) -> new PointMass(value.applyAsDouble(table, origin));
    }
  }

  /** The same frame where demand is what was forecast. */
  public static ScoreFrame ofDemand(ScoreFrame frame) {
    return new ScoreFrame(
        frame.actuals(), frame.from(), frame.to(), frame.horizon(), frame.scale(), true);
  }

  /** A frame over [from, to) whose training part ends at {@code from}. */
  public static ScoreFrame frame(SeriesTable table, int from, int to, int horizon, int season) {
    return new ScoreFrame(table, from, to, horizon, TrainingScale.of(table, from, season), false);
  }
}
