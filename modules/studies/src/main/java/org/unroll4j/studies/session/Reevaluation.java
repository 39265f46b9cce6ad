package org.unroll4j.studies.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.labels.LabelCounts;
import org.unroll4j.data.labels.LabelledSequence;
import org.unroll4j.studies.config.Configurations;
import org.unroll4j.studies.network.NetworkEngine;
import org.unroll4j.studies.run.AtomicFiles;
import org.unroll4j.studies.run.Provenance;
import org.unroll4j.studies.run.RunFolder;
import org.unroll4j.studies.run.Stopwatch;
import org.unroll4j.studies.training.RunRecord;

/** Measures a saved network, with the baselines that were trained beside it. */
final class Reevaluation {

  private final RunFolder run;
  private final RunFolder into;
  private final String command;
  private final SessionModel model;

  Reevaluation(RunFolder run, RunFolder into, String command) {
    this.run = run;
    this.into = into;
    this.command = command;
    this.model = SessionModel.load(run.path());
  }

  void run(Optional<Path> csv) throws IOException {
    Stopwatch watch = new Stopwatch();
    Path file = csv.orElseGet(() -> new DataSettings(model.config()).file());
    Subject subject = csv.isPresent() ? other(file) : own();
    SessionEvaluation evaluation =
        SessionEvaluation.ofOther(
            model, MeasuredPart.of(model, subject.table(), subject.test()), run, file);
    Provenance provenance =
        Provenance.now(
            command,
            model.config().seed(),
            subject.table().report().sha256(),
            NetworkEngine.require(model.config().model()));
    RunRecord result = ResultRecord.of(model.config(), provenance);
    result.putModel(model.config().model(), model.network().numParams(), provenance.engine());
    result.putAll(evaluation.json());
    result.putLearning(model.best());
    boolean perEvent = new DataSettings(model.config()).perEvent();
    result.put("data", new DataSummary(subject.table(), file, perEvent).of(subject.test()));
    result.putSeconds("evaluateSeconds", watch.seconds());
    result.putSeconds("totalSeconds", watch.seconds());
    AtomicFiles.writeText(into.config(), Configurations.toYaml(model.config()));
    PredictionTable.write(into.predictions(), evaluation.test(), evaluation.exact());
    RunFolder.writeJson(into.result(), result.json());
  }

  /** What is measured. */
  private record Subject(EventTable table, List<LabelledSequence> test) {}

  /** In other data, the test part could hold sessions that the run was trained on. */
  private Subject own() {
    SessionData data = model.ownData();
    return new Subject(data.table(), data.parts().test());
  }

  private Subject other(Path file) {
    EventTable table = SessionData.table(model.config(), file);
    List<LabelledSequence> all = new DataSettings(model.config()).labelling().label(table);
    LabelCounts.of(all).requireBothClasses("evaluated");
    return new Subject(table, all);
  }
}
