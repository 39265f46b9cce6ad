package org.unroll4j.studies.demand;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;
import org.unroll4j.data.windows.WindowEncoder;
import org.unroll4j.data.windows.WindowEncoderState;
import org.unroll4j.studies.config.ConfigException;
import org.unroll4j.studies.config.Configurations;
import org.unroll4j.studies.demand.conformal.ConformalCorrection;
import org.unroll4j.studies.demand.conformal.ConformalForecaster;
import org.unroll4j.studies.demand.forecast.Forecast;
import org.unroll4j.studies.demand.forecast.Forecaster;
import org.unroll4j.studies.demand.forecast.Origins;
import org.unroll4j.studies.demand.head.Head;
import org.unroll4j.studies.demand.head.HeadLoss;
import org.unroll4j.studies.run.DataPaths;
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
  private final RunFolder folder;

  private DemandModel(
      RunFolder folder, DemandConfig config, WindowEncoder encoder, Checkpoint checkpoint) {
    this.folder = folder;
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
      return load(folder, config, checkpoint(folder, config));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The network that has learnt from the training part only: best on the validation part. */
  static DemandModel beforeRefit(RunFolder folder, DemandConfig config) {
    try {
      return load(folder, config, new Checkpoints(folder.checkpoints()).loadBest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DemandModel load(RunFolder folder, DemandConfig config, Checkpoint checkpoint) {
    WindowEncoderState state = RunFolder.readJson(folder.encoder(), WindowEncoderState.class);
    return new DemandModel(folder, config, new WindowEncoder(state), checkpoint);
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

  /**
   * Reads a table with the columns of the configuration.
   *
   * @throws org.unroll4j.data.DataException if it cannot be read
   */
  public SeriesTable read(Path file) {
    return DemandData.table(config.data(), file);
  }

  /**
   * Reads the table that the network was trained on, as it is now.
   *
   * @throws org.unroll4j.data.DataException if it cannot be read
   */
  public SeriesTable ownTable() {
    return read(DataPaths.find(config.data().path()));
  }

  /** What somebody who reads forecasts of a table should know of how it was read, a line each. */
  public List<String> notes(SeriesTable table) {
    return DemandSummary.notes(table.report(), config.forecast().head().nonNegative());
  }

  /** The end of the table, as an origin of each series that has a value in the context before. */
  public List<Origin> ends(SeriesTable table) {
    int last = table.end() - 1;
    return IntStream.range(0, table.size())
        .filter(s -> table.end(s) > last - config.forecast().context())
        .mapToObj(s -> new Origin(s, last))
        .toList();
  }

  /**
   * What was surprising at the end of a table, highest score first. Each step is judged by the
   * latest forecast that reaches it.
   *
   * @param last how many steps; 0 for as many as the test part has
   * @param leastScore what is less surprising is left out: −log₁₀ of a probability
   */
  public List<Anomaly> detect(SeriesTable table, int last, double leastScore) {
    int end = table.end();
    int from = last == 0 ? TimeSplit.of(table, config).test() : Math.max(1, end - last);
    int horizon = config.forecast().horizon();
    Origins origins = Origins.of(table, from, end, config.split().strideOr(horizon), horizon);
    Outlook outlook = new Outlook(table, from, end, forecast(table, origins.list()));
    return new Anomalies(table, outlook, Integer.MAX_VALUE, leastScore).find();
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
   * The same with the intervals corrected, where the run has learnt by how much
   * (evaluation.conformal) and for at most as many steps as it has learnt it for.
   *
   * @throws ConfigException if there are too many steps
   */
  public List<Forecast> correctedForecast(SeriesTable table, List<Origin> origins, int horizon) {
    if (!Files.exists(correction(folder)) || horizon > config.forecast().horizon()) {
      return forecast(table, origins, horizon);
    }
    ConformalCorrection correction =
        RunFolder.readJson(correction(folder), ConformalCorrection.class);
    return new ConformalForecaster(this, correction)
        .forecast(table, origins).stream()
            .map(f -> new Forecast(f.origin(), f.steps().subList(0, horizon)))
            .toList();
  }

  /** Where a run keeps by how much intervals are corrected. */
  static Path correction(RunFolder folder) {
    return folder.path().resolve("conformal.json");
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
