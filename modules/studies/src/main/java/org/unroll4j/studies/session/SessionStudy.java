package org.unroll4j.studies.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.unroll4j.data.batch.BatchOptions;
import org.unroll4j.data.batch.Batches;
import org.unroll4j.data.features.EncodedSequence;
import org.unroll4j.data.features.EncoderState;
import org.unroll4j.data.features.FeatureEncoder;
import org.unroll4j.data.labels.LabelledSequence;
import org.unroll4j.dl4j.ModelFiles;
import org.unroll4j.studies.config.ConfigException;
import org.unroll4j.studies.config.Configurations;
import org.unroll4j.studies.network.Feed;
import org.unroll4j.studies.network.MeanStepLoss;
import org.unroll4j.studies.network.NetworkEngine;
import org.unroll4j.studies.network.NetworkFactory;
import org.unroll4j.studies.network.NetworkInputs;
import org.unroll4j.studies.network.Predictor;
import org.unroll4j.studies.run.AtomicFiles;
import org.unroll4j.studies.run.Provenance;
import org.unroll4j.studies.run.RunFolder;
import org.unroll4j.studies.run.Stopwatch;
import org.unroll4j.studies.training.Checkpoint;
import org.unroll4j.studies.training.Checkpoints;
import org.unroll4j.studies.training.CurveFile;
import org.unroll4j.studies.training.Progress;
import org.unroll4j.studies.training.RunRecord;
import org.unroll4j.studies.training.Trainer;
import org.unroll4j.studies.training.Trainer.Observers;
import org.unroll4j.studies.training.TrainingState;
import org.unroll4j.studies.training.UpdateLog;
import org.unroll4j.studies.training.UpdateReport;

/**
 * Trains a network on click sessions, measures it, and leaves everything in the folder of a run.
 */
public final class SessionStudy {

  private final SessionConfig config;
  private final RunFolder folder;
  private final Observers observers;

  private SessionStudy(SessionConfig config, RunFolder folder, Observers observers) {
    this.config = config;
    this.folder = folder;
    this.observers = observers;
  }

  /**
   * Refuses a configuration that could not be run, without looking at the data.
   *
   * @throws ConfigException with one line that says why
   */
  public static void check(SessionConfig config) {
    new DataSettings(config);
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
      SessionConfig config, Path parent, String command, Observers observers) {
    check(config);
    Stopwatch watch = new Stopwatch();
    SessionData data = read(config, observers);
    RunFolder folder = RunFolder.fresh(parent, config.name());
    observers.progress().folder(folder.path());
    try {
      AtomicFiles.writeText(folder.config(), Configurations.toYaml(config));
      new SessionStudy(config, folder, observers).run(data, command, watch);
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
    SessionConfig config = Configurations.read(folder.config(), SessionConfig.class, List.of());
    Stopwatch watch = new Stopwatch();
    observers.progress().folder(folder.path());
    try {
      new SessionStudy(config, folder, observers).run(read(config, observers), command, watch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  private static SessionData read(SessionConfig config, Observers observers) {
    observers.progress().stage("Reading " + config.data().path());
    return SessionData.read(config);
  }

  /**
   * Measures a trained network again, on the test part of its own data or on all of another file.
   *
   * @param runFolder the run that trained it
   * @param csv other data, or nothing for the run's own
   * @param into a fresh folder, for {@code result.json} and the predictions
   * @param command what the user typed, for the record
   * @throws ConfigException if the folder is not that of a run with a trained network, or the run's
   *     own data has changed
   * @throws org.unroll4j.data.DataException if the data cannot be used
   */
  public static void evaluate(Path runFolder, Optional<Path> csv, RunFolder into, String command) {
    try {
      new Reevaluation(RunFolder.existing(runFolder), into, command).run(csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(SessionData data, String command, Stopwatch total) throws IOException {
    Provenance provenance = provenance(data, command);
    FeatureEncoder encoder = encoder(data);
    Checkpoints checkpoints = new Checkpoints(folder.checkpoints());
    List<EncodedSequence> train = encoder.encode(data.table(), data.parts().train());
    Batches batches = batches(train);

    Checkpoint start = start(checkpoints, encoder, batches, train);
    double secondsBefore = start.state().seconds();
    TrainingState end = training(start, checkpoints, batches, data, encoder);

    Stopwatch evaluation = new Stopwatch();
    RunRecord result = evaluate(data, provenance, end);
    long events = train.stream().mapToLong(this::eventsLookedAt).sum();
    result.putTiming(end);
    result.putTrainingRate("eventsPerSecond", end, (double) events / batches.batchesPerEpoch());
    result.putSeconds("evaluateSeconds", evaluation.seconds());
    result.putSeconds("totalSeconds", secondsBefore + total.seconds());
    RunFolder.writeJson(folder.result(), result.json());
  }

  private RunRecord evaluate(SessionData data, Provenance provenance, TrainingState end)
      throws IOException {
    observers.progress().stage("Evaluating");
    SessionModel model = SessionModel.load(folder.path());
    ModelFiles.save(model.network(), folder.model());
    SessionEvaluation evaluation = SessionEvaluation.ofStudy(model, data, folder);
    PredictionTable.write(folder.predictions(), evaluation.test(), evaluation.exact());
    RunRecord result = ResultRecord.of(config, provenance);
    result.putModel(config.model(), model.network().numParams(), provenance.engine());
    result.putAll(evaluation.json());
    MeasuredPart validation = MeasuredPart.of(model, data.table(), data.parts().validation());
    result.section("metrics").put("validation", evaluation.metrics(validation));
    result.putLearning(end);
    DataSettings settings = new DataSettings(config);
    result.put(
        "data",
        new DataSummary(data.table(), settings.file(), settings.perEvent()).of(data.parts()));
    return result;
  }

  private Provenance provenance(SessionData data, String command) {
    String engine = NetworkEngine.require(config.model());
    return Provenance.now(command, config.seed(), data.table().report().sha256(), engine)
        .keptIn(folder, config.data().path());
  }

  private FeatureEncoder encoder(SessionData data) {
    DataSettings settings = new DataSettings(config);
    FeatureEncoder encoder =
        FeatureEncoder.fit(data.table(), data.parts().train(), settings.features());
    EncoderState state = encoder.state();
    RunFolder.writeJson(folder.encoder(), state);
    return encoder;
  }

  private Batches batches(List<EncodedSequence> train) {
    return new Batches(
        train,
        new BatchOptions(
            config.training().batchSize(),
            config.features().maxEvents(),
            true,
            config.seed(),
            DataType.FLOAT));
  }

  private Checkpoint start(
      Checkpoints checkpoints, FeatureEncoder encoder, Batches batches, List<EncodedSequence> train)
      throws IOException {
    if (checkpoints.hasLast()) {
      return checkpoints.loadLast();
    }
    Adam adam = new Adam(Trainer.learningRate(config.training(), batches.batchesPerEpoch()));
    double labelled = train.stream().mapToLong(this::labelledSteps).sum();
    MeanStepLoss loss = new MeanStepLoss(labelled / batches.batchesPerEpoch());
    ComputationGraph network =
        new NetworkFactory(config.model(), NetworkInputs.of(encoder), config.seed())
            .create(adam, loss);
    return new Checkpoint(network, TrainingState.start());
  }

  private int eventsLookedAt(EncodedSequence sequence) {
    return Math.min(sequence.length(), config.features().maxEvents());
  }

  /** Of the events that training looks at. */
  private long labelledSteps(EncodedSequence sequence) {
    byte[] labels = sequence.labels();
    int from = labels.length - eventsLookedAt(sequence);
    return IntStream.range(from, labels.length)
        .filter(t -> labels[t] != LabelledSequence.MASKED)
        .count();
  }

  private TrainingState training(
      Checkpoint start,
      Checkpoints checkpoints,
      Batches batches,
      SessionData data,
      FeatureEncoder encoder)
      throws IOException {
    observers.progress().stage("Training");
    Feed feed = new Feed(config.model().bidirectional());
    ValidationMeasure validation =
        new ValidationMeasure(
            data.table(),
            data.parts().validation(),
            encoder,
            new Predictor(start.network(), feed, config.training().batchSize()));
    Consumer<UpdateReport> updates =
        config.training().logUpdates()
            ? new UpdateLog(folder.updates(), start.state().update())
            : report -> {};
    Progress curve =
        new CurveFile(folder.metrics(), start.state().curve(), updates, observers.progress());
    Observers watched = new Observers(curve, observers.stop());
    return new Trainer(config.training(), batches, feed, checkpoints, watched)
        .train(start, validation);
  }
}
