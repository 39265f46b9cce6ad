package org.unroll4j.studies.demand.baselines;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.unroll4j.data.series.Frequency;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.studies.demand.baselines.SameTimeOfDay.Centre;
import org.unroll4j.studies.run.AtomicFiles;
import org.unroll4j.studies.run.Json;

/**
 * The fitted baselines.
 *
 * @param fitted the simplest first
 * @param notes sentences that a reader of their figures must know, such as that one was left out
 */
public record DemandBaselines(List<DemandBaseline> fitted, List<String> notes) {

  private static final int DAYS = 28;
  private static final long SECONDS_PER_DAY = 86_400;

  /** Copies the lists. */
  public DemandBaselines {
    fitted = List.copyOf(fitted);
    notes = List.copyOf(notes);
  }

  /**
   * What is asked for.
   *
   * @param horizon steps to forecast
   * @param stride steps between origins of validation
   * @param seed of the rows that are drawn, the trials and the trees
   * @param naive2 whether the benchmark of OWA is among them
   * @param budget how much fitting may cost
   */
  public record Options(int horizon, int stride, long seed, boolean naive2, FitBudget budget) {

    /** Checks the numbers. */
    public Options {
      if (horizon < 1 || stride < 1) {
        throw new IllegalArgumentException(
            "Baselines: horizon and stride must be at least 1, but were %d and %d."
                .formatted(horizon, stride));
      }
    }
  }

  /** Those that learn nothing; which of them there are depends on the frequency. */
  public static List<DemandBaseline> plain(Frequency frequency, int horizon) {
    List<DemandBaseline> plain = new ArrayList<>();
    plain.add(new LastValue(horizon));
    int perDay = frequency.stepsPerDay();
    if (perDay > 1) {
      plain.add(SeasonalValue.day(horizon, perDay));
    }
    if (frequency.seconds() < 7 * SECONDS_PER_DAY
        && 7 * SECONDS_PER_DAY % frequency.seconds() == 0) {
      plain.add(SeasonalValue.week(horizon, frequency.steps(7)));
    }
    if (frequency.seconds() <= SECONDS_PER_DAY) {
      int step = Math.max(1, perDay);
      plain.add(new SameTimeOfDay(Centre.MEAN, horizon, step, DAYS));
      plain.add(new SameTimeOfDay(Centre.MEDIAN, horizon, step, DAYS));
    }
    return plain;
  }

  /** The benchmark of OWA: seasonal within a day only, as in the M4 competition. */
  public static Naive2 naive2(Frequency frequency, int horizon) {
    return new Naive2(horizon, Math.max(1, frequency.stepsPerDay()));
  }

  /**
   * Fits all baselines.
   *
   * @param table the series; nothing after the end of validation is looked at
   * @param range which targets are training and validation
   */
  public static DemandBaselines fit(SeriesTable table, FitRange range, Options options) {
    List<DemandBaseline> fitted = new ArrayList<>(plain(table.frequency(), options.horizon()));
    List<String> notes = new ArrayList<>();
    if (options.naive2()) {
      fitted.add(naive2(table.frequency(), options.horizon()));
    }
    FeatureState state = FeatureFit.fit(table, range.trainEnd(), options.horizon());
    FitData data =
        new FitData(table, range, state, options.stride(), options.seed(), options.budget());
    LinearAutoregression linear = new LinearFit(data).fit();
    if (linear == null) {
      notes.add("The linear autoregression is left out: training has too few targets.");
    } else {
      fitted.add(linear);
    }
    addTrees(data, fitted, notes);
    return new DemandBaselines(fitted, notes);
  }

  private static void addTrees(FitData data, List<DemandBaseline> fitted, List<String> notes) {
    long start = System.nanoTime();
    double allowed = 1e9 * data.budget().seconds();
    BoostedSearch search = new BoostedSearch(data, () -> (System.nanoTime() - start) / allowed);
    try {
      BoostedForecaster trees = search.fit();
      if (trees == null) {
        notes.add("The boosted trees are left out: training or validation has no targets.");
      } else {
        fitted.add(trees);
      }
      if (search.cut()) {
        notes.add(
            ("The search for the boosted trees' settings stopped at its limit of %d s; another run"
                    + " may differ.")
                .formatted(data.budget().seconds()));
      }
    } catch (XGBoostError | LinkageError e) {
      notes.add(leftOut(e.getMessage()));
    }
  }

  /** Writes the baselines as JSON. */
  public void write(Path file) throws IOException {
    byte[] json = Json.compact().writeValueAsBytes(this);
    AtomicFiles.write(file, out -> out.write(json));
  }

  /**
   * Reads what {@link #write} has written. Boosted trees that XGBoost cannot use on this machine
   * are left out, with a note.
   */
  public static DemandBaselines read(Path file) throws IOException {
    DemandBaselines read = Json.compact().readValue(file.toFile(), DemandBaselines.class);
    List<DemandBaseline> usable = new ArrayList<>();
    List<String> notes = new ArrayList<>(read.notes);
    for (DemandBaseline baseline : read.fitted) {
      Optional<String> refusal =
          baseline instanceof BoostedForecaster trees ? trees.refusal() : Optional.empty();
      refusal.ifPresentOrElse(reason -> notes.add(leftOut(reason)), () -> usable.add(baseline));
    }
    return new DemandBaselines(usable, notes);
  }

  private static String leftOut(String reason) {
    return "The boosted trees are left out: XGBoost does not run on this machine (%s)."
        .formatted(reason);
  }
}
