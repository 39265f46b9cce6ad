package org.unroll4j.studies.demand.baselines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.studies.demand.forecast.Forecast;

/**
 * Gradient-boosted trees by XGBoost, in units of the series' scale: one model of the mean and one
 * of several quantiles. Quantiles that cross are sorted.
 *
 * @param state what the features learnt
 * @param settings those that did best on validation
 * @param rounds of the mean model
 * @param mean XGBoost's own format, UBJSON
 * @param quantileRounds of the model of quantiles
 * @param quantiles XGBoost's own format, UBJSON
 * @param levels of the quantiles
 */
public record BoostedForecaster(
    FeatureState state,
    TreeSettings settings,
    int rounds,
    byte[] mean,
    int quantileRounds,
    byte[] quantiles,
    double[] levels)
    implements DemandBaseline {

  private static final int MOST_ROWS = 50_000;

  @Override
  public String name() {
    return "boostedTrees";
  }

  @Override
  public String description() {
    return ("Gradient-boosted trees on lags, means of seasons, calendar, covariates and statics: %d"
            + " for the mean (%s), %d for each of %d quantiles.")
        .formatted(rounds, settings.objective(), quantileRounds, levels.length);
  }

  /** Why XGBoost cannot use the models on this machine; empty if it can. */
  Optional<String> refusal() {
    try {
      XGBoost.loadModel(mean).dispose();
      XGBoost.loadModel(quantiles).dispose();
      return Optional.empty();
    } catch (XGBoostError | IOException | LinkageError e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if XGBoost refuses
   * @throws LinkageError if its native library does not load on this machine
   */
  @Override
  public List<Forecast> forecast(SeriesTable table, List<Origin> origins) {
    state.check(table);
    TreeEncoder encoder = new TreeEncoder(state, table);
    try (LoadedTrees trees = LoadedTrees.of(this)) {
      List<Forecast> forecasts = new ArrayList<>(origins.size());
      int most = Math.max(1, MOST_ROWS / state.horizon());
      for (int from = 0; from < origins.size(); from += most) {
        List<Origin> some = origins.subList(from, Math.min(origins.size(), from + most));
        forecasts.addAll(trees.forecast(table, some, encoder));
      }
      return forecasts;
    } catch (XGBoostError e) {
      throw new IllegalStateException("Boosted trees cannot forecast: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Both models in XGBoost's memory. */
  private record LoadedTrees(BoostedForecaster trees, Booster mean, Booster quantiles)
      implements AutoCloseable {

    static LoadedTrees of(BoostedForecaster trees) throws XGBoostError, IOException {
      Booster mean = XGBoost.loadModel(trees.mean);
      mean.setParam("nthread", 1);
      Booster quantiles = XGBoost.loadModel(trees.quantiles);
      quantiles.setParam("nthread", 1);
      return new LoadedTrees(trees, mean, quantiles);
    }

    List<Forecast> forecast(SeriesTable table, List<Origin> origins, TreeEncoder encoder)
        throws XGBoostError {
      ForecastRows rows = ForecastRows.of(table, origins, encoder, trees.state);
      DMatrix matrix = new DMatrix(rows.values(), rows.scale().length, rows.width(), Float.NaN);
      try {
        float[][] means = mean.predict(matrix, false, trees.rounds);
        float[][] curves = quantiles.predict(matrix, false, trees.quantileRounds);
        List<Forecast> forecasts = new ArrayList<>(origins.size());
        int horizon = trees.state.horizon();
        for (int o = 0; o < origins.size(); o++) {
          List<Distribution> steps = new ArrayList<>(horizon);
          for (int row = o * horizon; row < (o + 1) * horizon; row++) {
            steps.add(trees.distribution(means[row][0], curves[row], rows.scale()[row]));
          }
          forecasts.add(new Forecast(origins.get(o), steps));
        }
        return forecasts;
      } finally {
        matrix.dispose();
      }
    }

    @Override
    public void close() {
      mean.dispose();
      quantiles.dispose();
    }
  }

  private Distribution distribution(double mean, float[] curve, double scale) {
    double[] values = new double[curve.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = scale * curve[i];
    }
    return state.distribution(scale * mean, levels, values);
  }
}
