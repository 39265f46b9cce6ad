package org.unroll4j.studies.demand.baselines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.studies.demand.forecast.Forecast;

/**
 * One linear model for all series, in units of their scale: newest values, values and means of
 * earlier seasons, calendar, covariates. Every step of the horizon has coefficients of its own (of
 * more than 24 steps, neighbours share them). Quantiles are those of residuals.
 *
 * @param state what the features learnt
 * @param ridge strength of the penalty
 * @param coefficients of each group of steps, the intercept first
 * @param residuals spread around the forecast
 */
public record LinearAutoregression(
    FeatureState state, double ridge, double[][] coefficients, ResidualQuantiles residuals)
    implements DemandBaseline {

  @Override
  public String name() {
    return "linear";
  }

  @Override
  public String description() {
    return ("One linear autoregression for all series on %d features (lags, means of seasons,"
            + " calendar, covariates), in units of each series' scale; quantiles of residuals.")
        .formatted(coefficients[0].length - 1);
  }

  @Override
  public List<Forecast> forecast(SeriesTable table, List<Origin> origins) {
    state.check(table);
    LinearEncoder encoder = new LinearEncoder(state, table);
    List<Forecast> forecasts = new ArrayList<>(origins.size());
    for (Origin origin : origins) {
      Recent recent = state.recent(new Past(table, origin));
      forecasts.add(new Forecast(origin, steps(encoder, recent)));
    }
    return forecasts;
  }

  private List<Distribution> steps(LinearEncoder encoder, Recent recent) {
    StepGroups groups = new StepGroups(state.horizon());
    List<Distribution> steps = new ArrayList<>(state.horizon());
    Row row = new Row();
    encoder.origin(row, recent);
    int ofOrigin = row.width();
    for (int h = 1; h <= state.horizon(); h++) {
      row.truncate(ofOrigin);
      encoder.target(row, recent, h);
      steps.add(distribution(row.dot(coefficients[groups.of(h)]), recent.scale(), h));
    }
    return steps;
  }

  private Distribution distribution(double forecast, double scale, int h) {
    double bounded = Math.max(state.least(), forecast);
    double[] values = residuals.at(scale, bounded, h).clone();
    Arrays.setAll(values, i -> scale * (bounded + values[i]));
    return state.distribution(scale * bounded, residuals.levels(), values);
  }
}
