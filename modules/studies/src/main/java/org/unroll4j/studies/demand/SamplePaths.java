package org.unroll4j.studies.demand;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.unroll4j.data.batch.SequenceBatch;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.distribution.Empirical;
import org.unroll4j.data.distribution.PointMass;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.data.windows.WindowConfig;
import org.unroll4j.data.windows.WindowEncoder;
import org.unroll4j.studies.demand.forecast.Forecast;
import org.unroll4j.studies.network.Feed;
import org.unroll4j.studies.network.RandomKey;

/**
 * Forecasts step by step: a value is drawn from the forecast of each step and read by the network
 * as if it had happened, many times over. The sample of a step is its forecast; that of the first
 * step is exact. The network reads the context once and carries its state from step to step.
 *
 * <p>The draws are a function of the run's seed, the origin and the number of the path, so that
 * neither the order nor the company of origins changes a forecast.
 */
final class SamplePaths {

  static final long USE = 0x5041544853L;
  private static final int MOST_ROWS = 2048;
  private static final int SCALE = 1;
  private static final Feed FEED = new Feed(false);

  private final DemandModel model;
  private final SeriesTable table;
  private final WindowEncoder encoder;
  private final int horizon;
  private final int paths;

  /** Paths of a number of steps, which may be more than the network was trained with. */
  SamplePaths(DemandModel model, SeriesTable table, int horizon) {
    this.model = model;
    this.table = table;
    ForecastConfig forecast = model.config().forecast();
    WindowConfig windows =
        new WindowConfig(forecast.context(), horizon, false, model.encoder().state().lags());
    this.encoder = new WindowEncoder(model.encoder().state().with(windows));
    this.horizon = horizon;
    this.paths = forecast.paths();
  }

  /** The forecasts, one per origin. */
  List<Forecast> forecast(List<Origin> origins) {
    List<Forecast> forecasts = new ArrayList<>(origins.size());
    int size = Math.max(1, MOST_ROWS / paths);
    for (int from = 0; from < origins.size(); from += size) {
      List<Origin> some = origins.subList(from, Math.min(origins.size(), from + size));
      forecasts.addAll(new Walk(some).forecasts());
    }
    return forecasts;
  }

  /** The paths from some origins: those of the first, then those of the second and so on. */
  private final class Walk {

    private final List<Origin> origins;
    private final List<Origin> rows = new ArrayList<>();
    private final List<SplittableRandom> random = new ArrayList<>();
    private final float[][] drawn;
    private final ComputationGraph network = model.network();

    Walk(List<Origin> origins) {
      this.origins = origins;
      for (Origin origin : origins) {
        for (int k = 0; k < paths; k++) {
          rows.add(origin);
          random.add(
              RandomKey.generator(model.config().seed(), USE, origin.series(), origin.step(), k));
        }
      }
      this.drawn = new float[rows.size()][horizon];
    }

    List<Forecast> forecasts() {
      List<Distribution> first = firstStep();
      for (int step = 1; step < horizon; step++) {
        nextStep(step);
      }
      network.rnnClearPreviousState();
      List<Forecast> forecasts = new ArrayList<>();
      for (int n = 0; n < origins.size(); n++) {
        boolean point = first.get(n) instanceof PointMass;
        List<Distribution> steps = new ArrayList<>(List.of(first.get(n)));
        for (int h = 1; h < horizon; h++) {
          steps.add(point ? new PointMass(drawn[n * paths][h]) : sample(n, h));
        }
        forecasts.add(new Forecast(origins.get(n), steps));
      }
      return forecasts;
    }

    /** Reads the context and the step after it, the same for all paths of an origin. */
    private List<Distribution> firstStep() {
      int end = model.config().forecast().context() + 1;
      network.rnnClearPreviousState();
      SequenceBatch batch = encoder.encode(table, origins);
      INDArray output = network.rnnTimeStep(beginning(batch, end))[0];
      Map<String, Map<String, INDArray>> states = network.rnnGetPreviousStates();
      network.rnnClearPreviousState();
      network.rnnSetPreviousStates(repeated(states));
      StepOutputs here = new StepOutputs(output, end - 1, batch, end - 1);
      List<Distribution> first = new ArrayList<>();
      for (int n = 0; n < origins.size(); n++) {
        Distribution next = here.of(n);
        first.add(next);
        for (int row = n * paths; row < (n + 1) * paths; row++) {
          drawn[row][0] = (float) next.draw(random.get(row));
        }
      }
      return first;
    }

    /** Reads what was drawn for step − 1 and draws step, counted from 0. */
    private void nextStep(int step) {
      float[][] imagined = new float[rows.size()][];
      for (int row = 0; row < imagined.length; row++) {
        imagined[row] = Arrays.copyOf(drawn[row], step);
      }
      SequenceBatch batch = encoder.encodeNext(table, rows, imagined);
      INDArray output = network.rnnTimeStep(FEED.features(batch))[0];
      StepOutputs here = new StepOutputs(output, 0, batch, 0);
      for (int row = 0; row < imagined.length; row++) {
        Distribution next = here.of(row);
        drawn[row][step] = (float) next.draw(random.get(row));
      }
    }

    private Distribution sample(int n, int h) {
      double[] values = new double[paths];
      for (int k = 0; k < paths; k++) {
        values[k] = drawn[n * paths + k][h];
      }
      return Empirical.of(values);
    }

    private Map<String, Map<String, INDArray>> repeated(Map<String, Map<String, INDArray>> states) {
      Map<String, Map<String, INDArray>> all = new LinkedHashMap<>();
      states.forEach(
          (layer, arrays) -> {
            Map<String, INDArray> copies = new LinkedHashMap<>();
            arrays.forEach((name, array) -> copies.put(name, array.repeat(0, paths)));
            all.put(layer, copies);
          });
      return all;
    }
  }

  /** The first steps of the inputs. */
  private static INDArray[] beginning(SequenceBatch batch, int steps) {
    INDArray[] features = FEED.features(batch);
    for (int i = 0; i < features.length; i++) {
      features[i] =
          features[i]
              .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, steps))
              .dup('c');
    }
    return features;
  }

  /** What outputs say of one of their steps. */
  private final class StepOutputs {

    private final int at;
    private final int window;
    private final long[] outputShape;
    private final long[] labelShape;
    private final float[] numbers;
    private final float[] labels;

    /**
     * Looks at a step.
     *
     * @param at its place among those of the outputs
     * @param window its place among those of the windows
     */
    StepOutputs(INDArray output, int at, SequenceBatch batch, int window) {
      this.at = at;
      this.window = window;
      this.outputShape = output.shape();
      this.labelShape = batch.labels().shape();
      this.numbers = output.dup('c').data().asFloat();
      this.labels = batch.labels().dup('c').data().asFloat();
    }

    Distribution of(int row) {
      int outputs = (int) outputShape[1];
      double[] z = new double[outputs];
      for (int p = 0; p < outputs; p++) {
        z[p] = numbers[(row * outputs + p) * (int) outputShape[2] + at];
      }
      double scale = labels[(row * (int) labelShape[1] + SCALE) * (int) labelShape[2] + window];
      return model.head().distribution(z, scale);
    }
  }
}
