package org.unroll4j.studies.demand;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.generate.demand.DemandOracle;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.studies.demand.forecast.Forecast;
import org.unroll4j.studies.demand.forecast.Forecaster;

/**
 * The exact conditional distribution of generated demand, as a forecaster. After the end of the
 * data, where nothing is scored, it repeats the last distribution that is known.
 *
 * @param oracle knows the law
 * @param horizon steps that are forecast
 */
record TrueDemand(DemandOracle oracle, int horizon) implements Forecaster {

  @Override
  public String name() {
    return "attainable";
  }

  @Override
  public List<Forecast> forecast(SeriesTable table, List<Origin> origins) {
    Map<Integer, List<Integer>> byLength =
        IntStream.range(0, origins.size())
            .boxed()
            .collect(Collectors.groupingBy(i -> known(table, origins.get(i))));
    Forecast[] forecasts = new Forecast[origins.size()];
    byLength.forEach(
        (known, members) -> {
          List<Origin> some = members.stream().map(origins::get).toList();
          List<List<Distribution>> laws = oracle.forecasts(table, some, known);
          for (int i = 0; i < some.size(); i++) {
            forecasts[members.get(i)] = new Forecast(some.get(i), filled(laws.get(i)));
          }
        });
    return List.of(forecasts);
  }

  private int known(SeriesTable table, Origin origin) {
    return Math.max(1, Math.min(horizon, table.end() - 1 - origin.step()));
  }

  private List<Distribution> filled(List<Distribution> laws) {
    List<Distribution> steps = new ArrayList<>(laws);
    while (steps.size() < horizon) {
      steps.add(laws.get(laws.size() - 1));
    }
    return steps;
  }
}
