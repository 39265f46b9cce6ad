package org.unroll4j.studies.demand;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.data.windows.WindowEncoder;
import org.unroll4j.data.windows.WindowEncoderState;
import org.unroll4j.studies.config.ConfigException;
import org.unroll4j.studies.config.Configurations;
import org.unroll4j.studies.demand.forecast.Forecast;
import org.unroll4j.studies.demand.forecast.Forecaster;
import org.unroll4j.studies.demand.head.Head;
import org.unroll4j.studies.demand.head.HeadLoss;
import org.unroll4j.studies.run.RunFolder;
import org.unroll4j.studies.training.Checkpoint;
import org.unroll4j.studies.training.Checkpoints;
import org.unroll4j.studies.training.TrainingState;

/**
 * A trained network with all that it needs to forecast: the configuration and the encoder that it
 * was trained with. Not safe for use by several threads.
 */
public final class DemandModel implements Forecaster {

  private static final int BATCH = 256;

  private final DemandConfig config;
  private final WindowEncoder encoder;
  private final Head head;
  private final Checkpoint checkpoint;

  private DemandModel(DemandConfig config, WindowEncoder encoder, Checkpoint checkpoint) {
    this.config = config;
    this.encoder = encoder;
    this.head = loss(checkpoint.network()).head();
    this.checkpoint = checkpoint;
  }

  /** The loss of a network of this study. */
  static HeadLoss loss(ComputationGraph network) {
    return (HeadLoss) ((BaseOutputLayer) network.getOutputLayer(0).conf().getLayer()).getLossFn();
  }

  /** The checkpoints of the second training of a run. */
  static Checkpoints refitted(RunFolder folder) throws IOException {
    return new Checkpoints(folder.checkpoints().resolve("refit"));
  }

  /**
   * Loads the network of a run: the one that was trained again on training and validation part, or
   * else the one that was best on the validation part.
   *
   * @throws ConfigException if the folder is not that of a run, or its training has not come so far
   */
  public static DemandModel load(Path runFolder) {
    RunFolder folder = RunFolder.existing(runFolder);
    DemandConfig config = Configurations.read(folder.config(), DemandConfig.class, List.of());
    try {
      WindowEncoderState state = RunFolder.readJson(folder.encoder(), WindowEncoderState.class);
      return new DemandModel(config, new WindowEncoder(state), checkpoint(folder, config));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Checkpoint checkpoint(RunFolder folder, DemandConfig config) throws IOException {
    Checkpoints first = new Checkpoints(folder.checkpoints());
    Checkpoints second = refitted(folder);
    if (config.training().refit() && second.hasLast()) {
      Checkpoint last = second.loadLast();
      if (last.state().finished()) {
        return last;
      }
    } else if (!config.training().refit() && first.hasBest()) {
      return first.loadBest();
    }
    throw new ConfigException(
        "%s: this run has no trained network yet; finish it with 'train --resume %s'."
            .formatted(folder.path(), folder.path()));
  }

  /** The configuration that the network was trained with. */
  public DemandConfig config() {
    return config;
  }

  /** What turns series into inputs. */
  public WindowEncoder encoder() {
    return encoder;
  }

  /** The network. */
  public ComputationGraph network() {
    return checkpoint.network();
  }

  /** What makes distributions of its outputs. */
  public Head head() {
    return head;
  }

  /** The state of training that the network is of. */
  TrainingState state() {
    return checkpoint.state();
  }

  @Override
  public String name() {
    return "model";
  }

  @Override
  public List<Forecast> forecast(SeriesTable table, List<Origin> origins) {
    return forecast(table, origins, config.forecast().horizon());
  }

  /**
   * Forecasts of another length.
   *
   * @param horizon how many steps; more than the network was trained for only in recursive mode
   * @throws ConfigException if there are too many
   */
  public List<Forecast> forecast(SeriesTable table, List<Origin> origins, int horizon) {
    requireHorizon(horizon);
    return horizon <= config.forecast().stepsAtOnce()
        ? direct(table, origins, horizon)
        : new SamplePaths(this, table, horizon).forecast(origins);
  }

  /**
   * Refuses a number of steps that the network cannot forecast.
   *
   * @throws ConfigException if there are too many
   */
  public void requireHorizon(int horizon) {
    ForecastConfig forecast = config.forecast();
    if (!forecast.windows().stepwise() && horizon > forecast.horizon()) {
      throw new ConfigException(
          "a horizon of %d steps is more than the %d that this network forecasts at once; train one with forecast.horizon=%d or forecast.mode=recursive."
              .formatted(horizon, forecast.horizon(), horizon));
    }
  }

  private List<Forecast> direct(SeriesTable table, List<Origin> origins, int horizon) {
    List<Forecast> forecasts = new ArrayList<>(origins.size());
    for (int from = 0; from < origins.size(); from += BATCH) {
      List<Origin> some = origins.subList(from, Math.min(origins.size(), from + BATCH));
      HorizonOutputs outputs =
          HorizonOutputs.of(network(), encoder.encode(table, some), config.forecast().context());
      for (int n = 0; n < some.size(); n++) {
        List<Distribution> steps = new ArrayList<>(horizon);
        for (int h = 1; h <= horizon; h++) {
          steps.add(head.distribution(outputs.numbers(n, h), outputs.scale(n, h)));
        }
        forecasts.add(new Forecast(some.get(n), steps));
      }
    }
    return forecasts;
  }
}
