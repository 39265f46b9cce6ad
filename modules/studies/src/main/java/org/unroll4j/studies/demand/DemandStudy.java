package org.unroll4j.studies.demand;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.unroll4j.dl4j.ModelFiles;
import org.unroll4j.studies.config.ConfigException;
import org.unroll4j.studies.config.Configurations;
import org.unroll4j.studies.network.NetworkEngine;
import org.unroll4j.studies.run.AtomicFiles;
import org.unroll4j.studies.run.Provenance;
import org.unroll4j.studies.run.RunFolder;
import org.unroll4j.studies.run.Stopwatch;
import org.unroll4j.studies.training.RunRecord;
import org.unroll4j.studies.training.Trainer.Observers;
import org.unroll4j.studies.training.TrainingState;

/** Trains a network that forecasts series, measures it, and leaves everything in a run's folder. */
public final class DemandStudy {

  private final DemandConfig config;
  private final RunFolder folder;
  private final Observers observers;

  private DemandStudy(DemandConfig config, RunFolder folder, Observers observers) {
    this.config = config;
    this.folder = folder;
    this.observers = observers;
  }

  /**
   * Refuses a configuration that could not be run, without looking at the data.
   *
   * @throws ConfigException with one line that says why
   */
  public static void check(DemandConfig config) {
    NetworkEngine.require(config.model());
  }

  /**
   * Trains from the beginning.
   *
   * @param parent where the run's folder is made, once the data has been read
   * @param command what the user typed, for the record
   * @return the run's folder
   * @throws org.unroll4j.data.DataException if the data is not fit for the study
   * @throws org.unroll4j.studies.training.TrainingStoppedException if the observers asked to stop;
   *     {@link #resume} goes on
   * @throws org.unroll4j.studies.training.DivergedException if loss or gradient is not finite
   */
  public static RunFolder train(
      DemandConfig config, Path parent, String command, Observers observers) {
    check(config);
    Stopwatch watch = new Stopwatch();
    DemandData data = read(config, observers);
    RunFolder folder = RunFolder.fresh(parent, config.name());
    observers.progress().folder(folder.path());
    try {
      AtomicFiles.writeText(folder.config(), Configurations.toYaml(config));
      new DemandStudy(config, folder, observers).run(data, command, watch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  /**
   * Goes on with a run that was stopped or killed, from its last checkpoint. It ends with the same
   * parameters, bit by bit, as if it had not been interrupted, on the same machine, JDK, engine and
   * number of threads.
   *
   * @return the run's folder
   * @throws ConfigException if the folder is not that of a run, or its data has changed
   */
  public static RunFolder resume(Path runFolder, String command, Observers observers) {
    RunFolder folder = RunFolder.existing(runFolder);
    DemandConfig config = Configurations.read(folder.config(), DemandConfig.class, List.of());
    Stopwatch watch = new Stopwatch();
    observers.progress().folder(folder.path());
    try {
      new DemandStudy(config, folder, observers).run(read(config, observers), command, watch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  /**
   * Measures a trained network again, on the test part of its own data or of another file, beside
   * the baselines that were fitted with it.
   *
   * @param runFolder the run that trained it
   * @param file other data, whose last steps are forecast; or nothing for the run's own
   * @param into a fresh folder, for {@code result.json} and the forecasts
   * @param command what the user typed, for the record
   * @throws ConfigException if the folder is not that of a run with a trained network, or the run's
   *     own data has changed
   * @throws org.unroll4j.data.DataException if the data cannot be used
   */
  public static void evaluate(Path runFolder, Optional<Path> file, RunFolder into, String command) {
    RunFolder run = RunFolder.existing(runFolder);
    DemandModel model = DemandModel.load(runFolder);
    try {
      Stopwatch watch = new Stopwatch();
      DemandData data =
          file.isPresent()
              ? DemandData.read(model.config(), file.get())
              : DemandData.read(model.config());
      String sha256 = data.table().report().sha256();
      if (file.isEmpty()) {
        RunFolder.readJson(run.provenance(), Provenance.class)
            .requireSameData(model.config().data().path(), sha256);
      }
      Provenance provenance =
          Provenance.now(
              command,
              model.config().seed(),
              sha256,
              NetworkEngine.require(model.config().model()));
      AtomicFiles.writeText(into.config(), Configurations.toYaml(model.config()));
      RunRecord result = new DemandMeasurement(model, data, run, into).record(provenance);
      result.putLearning(model.state());
      result.putSeconds("evaluateSeconds", watch.seconds());
      result.putSeconds("totalSeconds", watch.seconds());
      RunFolder.writeJson(into.result(), result.json());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DemandData read(DemandConfig config, Observers observers) {
    observers.progress().stage("Reading " + config.data().path());
    return DemandData.read(config);
  }

  private void run(DemandData data, String command, Stopwatch total) throws IOException {
    Provenance provenance = provenance(data, command);
    DemandTraining training = new DemandTraining(config, folder, observers, data);
    TrainingState end = training.run();

    observers.progress().stage("Evaluating");
    Stopwatch evaluation = new Stopwatch();
    DemandModel model = DemandModel.load(folder.path());
    ModelFiles.save(model.network(), folder.model());
    RunRecord result = new DemandMeasurement(model, data, folder, folder).record(provenance);
    result.putLearning(end);
    result.putTiming(end);
    training.putRates(result, end);
    data.putRate(result);
    result.putSeconds("evaluateSeconds", evaluation.seconds());
    if (config.training().refit()) {
      result.putSeconds("refitSeconds", training.refitSeconds());
    }
    result.putSeconds("totalSeconds", training.secondsBefore() + total.seconds());
    RunFolder.writeJson(folder.result(), result.json());
  }

  private Provenance provenance(DemandData data, String command) {
    String engine = NetworkEngine.require(config.model());
    return Provenance.now(command, config.seed(), data.table().report().sha256(), engine)
        .keptIn(folder, config.data().path());
  }
}
