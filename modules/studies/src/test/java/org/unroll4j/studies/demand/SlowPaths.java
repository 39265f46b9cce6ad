package org.unroll4j.studies.demand;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.distribution.Empirical;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.data.windows.WindowConfig;
import org.unroll4j.data.windows.WindowEncoder;
import org.unroll4j.studies.demand.forecast.Forecast;
import org.unroll4j.studies.network.RandomKey;

/** The sample paths of a model, each walked alone and read from the beginning at every step. */
record SlowPaths(DemandModel model, SeriesTable table, int horizon) {

  List<Forecast> forecast(List<Origin> origins) {
    return origins.stream().map(this::forecast).toList();
  }

  private Forecast forecast(Origin origin) {
    ForecastConfig config = model.config().forecast();
    double[][] drawn = new double[horizon][config.paths()];
    Distribution first = null;
    for (int k = 0; k < config.paths(); k++) {
      SplittableRandom random =
          RandomKey.generator(
              model.config().seed(), SamplePaths.USE, origin.series(), origin.step(), k);
      float[] path = new float[0];
      for (int h = 1; h <= horizon; h++) {
        Distribution next = next(origin, path);
        first = h == 1 ? next : first;
        path = java.util.Arrays.copyOf(path, h);
        path[h - 1] = (float) next.draw(random);
        drawn[h - 1][k] = path[h - 1];
      }
    }
    List<Distribution> steps = new ArrayList<>(List.of(first));
    for (int h = 2; h <= horizon; h++) {
      steps.add(Empirical.of(drawn[h - 1]));
    }
    return new Forecast(origin, steps);
  }

  private Distribution next(Origin origin, float[] path) {
    int context = model.config().forecast().context();
    WindowConfig windows =
        new WindowConfig(context, path.length + 1, false, model.encoder().state().lags());
    WindowEncoder encoder = new WindowEncoder(model.encoder().state().with(windows));
    HorizonOutputs outputs =
        HorizonOutputs.of(
            model.network(), encoder.encode(table, List.of(origin), new float[][] {path}), context);
    int h = path.length + 1;
    return model.head().distribution(outputs.numbers(0, h), outputs.scale(0, h));
  }
}
