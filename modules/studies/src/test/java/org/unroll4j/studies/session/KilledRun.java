package org.unroll4j.studies.session;

import java.nio.file.Path;
import org.unroll4j.studies.training.Progress;
import org.unroll4j.studies.training.StopRequest;
import org.unroll4j.studies.training.Trainer.Observers;
import org.unroll4j.studies.training.UpdateReport;

/** A run in a process of its own that says when it makes an update, so that it can be killed. */
public final class KilledRun {

  private KilledRun() {}

  /** Data, then where the run's folder is made. */
  public static void main(String[] args) {
    Progress talking =
        new Progress() {
          @Override
          public void update(UpdateReport report, long totalUpdates) {
            System.out.println("update " + report.update());
            System.out.flush();
          }
        };
    SessionStudy.train(
        config(Path.of(args[0])),
        Path.of(args[1]),
        "unroll train",
        new Observers(talking, new StopRequest()));
  }

  static SessionConfig config(Path csv) {
    return TinyStudy.config(
        csv,
        "model.dropout=0.3",
        "model.layers=2",
        "training.epochs=4",
        "training.checkpointUpdates=2",
        "training.logUpdates=true",
        "evaluation.sessions=0");
  }
}
