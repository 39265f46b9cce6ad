package org.unroll4j.studies.demand;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.unroll4j.data.DataException;
import org.unroll4j.data.batch.SequenceBatch;
import org.unroll4j.data.windows.WindowBatches;
import org.unroll4j.data.windows.WindowEncoder;
import org.unroll4j.data.windows.WindowOptions;
import org.unroll4j.data.windows.WindowRange;
import org.unroll4j.studies.demand.forecast.Origins;
import org.unroll4j.studies.demand.head.HeadLoss;
import org.unroll4j.studies.network.Feed;
import org.unroll4j.studies.network.NetworkFactory;
import org.unroll4j.studies.network.NetworkInputs;
import org.unroll4j.studies.network.NetworkOutput;
import org.unroll4j.studies.run.RunFolder;
import org.unroll4j.studies.training.Checkpoint;
import org.unroll4j.studies.training.Checkpoints;
import org.unroll4j.studies.training.CurveFile;
import org.unroll4j.studies.training.Progress;
import org.unroll4j.studies.training.RunRecord;
import org.unroll4j.studies.training.StoppingRule;
import org.unroll4j.studies.training.Trainer;
import org.unroll4j.studies.training.Trainer.Observers;
import org.unroll4j.studies.training.TrainingConfig;
import org.unroll4j.studies.training.TrainingState;
import org.unroll4j.studies.training.UpdateLog;
import org.unroll4j.studies.training.UpdateReport;

/**
 * Trains the network of a demand study: on the training part until the validation part says that it
 * is enough, and then, where the configuration asks for it, from the beginning on both.
 */
final class DemandTraining {

  private static final int BATCHES_LOOKED_AT = 16;
  private static final int SCALE = 1;

  private final DemandConfig config;
  private final RunFolder folder;
  private final Observers observers;
  private final DemandData data;
  private final WindowEncoder encoder;
  private WindowBatches epochWindows;
  private double secondsBefore;
  private double refitSeconds;

  /** Fits the encoder, which goes into the folder. */
  DemandTraining(DemandConfig config, RunFolder folder, Observers observers, DemandData data) {
    this.config = config;
    this.folder = folder;
    this.observers = observers;
    this.data = data;
    this.encoder =
        WindowEncoder.fit(data.table(), data.split().validation(), config.forecast().windows());
    RunFolder.writeJson(folder.encoder(), encoder.state());
  }

  /**
   * Trains to the end, or goes on where an earlier sitting stopped.
   *
   * @return the state of the training that the validation part judged
   */
  TrainingState run() throws IOException {
    TrainingState end = train();
    if (config.training().refit()) {
      refitSeconds = refit(end.bestEpoch()).seconds();
    }
    return end;
  }

  /**
   * Windows whose targets lie before a step. Their origins keep the stride's distance from those of
   * the test part: with a stride of a day they are at the same time of day.
   */
  private WindowBatches windows(int end) {
    WindowTrainingConfig training = config.training();
    int first = 1 + Math.floorMod(data.split().test() - 1, training.stride());
    WindowRange range = new WindowRange(first, end - 1, training.stride());
    WindowOptions options =
        new WindowOptions(
            training.loop().batchSize(), training.windowsPerEpoch(), true, config.seed());
    return new WindowBatches(data.table(), encoder, range, options);
  }

  /** Trains until the validation part says that it is enough. */
  private TrainingState train() throws IOException {
    observers.progress().stage("Training");
    TrainingConfig loop = config.training().loop();
    Checkpoints checkpoints = new Checkpoints(folder.checkpoints());
    epochWindows = windows(data.split().validation());
    return run(
        epochWindows,
        checkpoints,
        folder.metrics(),
        new StoppingRule(loop.epochs(), loop.patience()));
  }

  /**
   * Trains again from the beginning, on the training and the validation part.
   *
   * @param epochs for so long
   */
  private TrainingState refit(int epochs) throws IOException {
    observers.progress().stage("Training again, on the validation part as well");
    Checkpoints checkpoints = DemandModel.refitted(folder);
    Path metrics = folder.path().resolve("metrics-refit.jsonl");
    return run(
        windows(data.split().test()), checkpoints, metrics, new StoppingRule(epochs, epochs));
  }

  /** Seconds of training in earlier sittings. */
  double secondsBefore() {
    return secondsBefore;
  }

  /** Seconds of the second training; 0 if there is none. */
  double refitSeconds() {
    return refitSeconds;
  }

  /** Puts how many windows, and steps of windows, the first training read in a second. */
  void putRates(RunRecord result, TrainingState end) {
    double windows = (double) epochWindows.windowsPerEpoch() / epochWindows.batchesPerEpoch();
    result.putTrainingRate("windowsPerSecond", end, windows);
    result.putTrainingRate("stepsPerSecond", end, windows * encoder.state().config().steps());
  }

  private TrainingState run(
      WindowBatches windows, Checkpoints checkpoints, Path metrics, StoppingRule rule)
      throws IOException {
    Checkpoint start =
        checkpoints.hasLast()
            ? checkpoints.loadLast()
            : new Checkpoint(network(windows), TrainingState.start());
    secondsBefore += start.state().seconds();
    TrainingConfig loop = config.training().loop();
    Consumer<UpdateReport> updates =
        loop.logUpdates() && metrics.equals(folder.metrics())
            ? new UpdateLog(folder.updates(), start.state().update())
            : report -> {};
    Progress curve = new CurveFile(metrics, start.state().curve(), updates, observers.progress());
    Origins origins = data.validationOrigins(config);
    return new Trainer(
            loop, windows, new Feed(false), checkpoints, new Observers(curve, observers.stop()))
        .train(start, new WindowValidation(start.network(), encoder, data.table(), origins), rule);
  }

  private ComputationGraph network(WindowBatches windows) {
    Adam adam = new Adam(Trainer.learningRate(config.training().loop(), windows.batchesPerEpoch()));
    HeadLoss loss = loss(windows);
    return new NetworkFactory(
            config.model(),
            NetworkInputs.of(encoder),
            NetworkOutput.numbers(loss.head().outputs()),
            config.seed())
        .create(adam, loss);
  }

  /** The loss; its mean scale is that of some batches, evenly spaced in the first epoch. */
  private HeadLoss loss(WindowBatches windows) {
    int all = windows.batchesPerEpoch();
    int some = Math.min(all, BATCHES_LOOKED_AT);
    double steps = 0;
    double scales = 0;
    for (int i = 0; i < some; i++) {
      SequenceBatch batch = windows.batch(0, (int) ((long) i * all / some));
      INDArray mask = batch.labelsMask();
      steps += mask.sumNumber().doubleValue();
      INDArray scale =
          batch.labels().get(NDArrayIndex.all(), NDArrayIndex.point(SCALE), NDArrayIndex.all());
      scales += scale.mul(mask).sumNumber().doubleValue();
    }
    if (steps == 0) {
      throw new DataException(
          "%s: the training part has no step with a value that could be learnt from."
              .formatted(config.data().path()));
    }
    double unit = config.data().unitOf(data.table().unit());
    return new HeadLoss(config.forecast().head(), unit, scales / steps, windows.labelsPerBatch());
  }
}
