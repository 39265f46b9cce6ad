package org.unroll4j.studies.demand.forecast;

import java.util.List;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;

/**
 * Forecasts a fixed number of steps, its horizon, from any origin.
 *
 * <p>A forecast may use everything the table holds up to its origin, and the known covariates of
 * later steps. A value, a past covariate or a stock-out after the origin must not change a bit of
 * it; {@code LeakProbe} of the back-test checks that. What is learned was learned before, when the
 * forecaster was made.
 */
public interface Forecaster {

  /** The name under which its figures stand in {@code result.json}. */
  String name();

  /**
   * The forecasts, one per origin, in the order of the origins.
   *
   * @param table the series
   * @param origins from where to forecast; steps after the horizon's end may lie beyond the table
   */
  List<Forecast> forecast(SeriesTable table, List<Origin> origins);
}
