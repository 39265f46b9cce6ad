package org.unroll4j.studies.demand.baselines;

import java.util.ArrayList;
import java.util.List;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.studies.demand.forecast.Forecast;

/** A baseline that learns nothing: each series speaks for itself. */
sealed interface PlainBaseline extends DemandBaseline
    permits LastValue, SeasonalValue, SameTimeOfDay, Naive2 {

  /** A distribution per step of the horizon. */
  List<Distribution> steps(Past past);

  @Override
  default List<Forecast> forecast(SeriesTable table, List<Origin> origins) {
    List<Forecast> forecasts = new ArrayList<>(origins.size());
    for (Origin origin : origins) {
      forecasts.add(new Forecast(origin, steps(new Past(table, origin))));
    }
    return forecasts;
  }
}
