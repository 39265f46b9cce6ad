package org.unroll4j.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.unroll4j.studies.run.RunFolder;
import org.unroll4j.studies.training.LearningPoint;
import org.unroll4j.studies.training.Progress;
import org.unroll4j.studies.training.StopRequest;
import org.unroll4j.studies.training.UpdateReport;

/**
 * Ctrl-C and the system's request to end: training writes a checkpoint after the update that is
 * under way, and the user is told how to go on. Outside of training there is nothing to wait for:
 * what has been trained is on the disk.
 */
final class Interruption implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  private final StopRequest stop;
  private final RunFolder folder;
  private final TerminalProgress terminal;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "interruption");
  private volatile boolean training;

  Interruption(StopRequest stop, RunFolder folder, TerminalProgress terminal) {
    this.stop = stop;
    this.folder = folder;
    this.terminal = terminal;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void interrupted() {
    stop.make();
    try {
      boolean safe = !training || ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      terminal.message(
          safe
              ? "interrupted; go on with: unroll train --resume " + folder.path()
              : "interrupted; the run goes on from its last checkpoint with: unroll train --resume "
                  + folder.path());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The same observer, which also says when training begins and ends. */
  Progress watching(Progress progress) {
    return new Progress() {
      @Override
      public void stage(String description) {
        training = false;
        progress.stage(description);
      }

      @Override
      public void update(UpdateReport report, long totalUpdates) {
        training = true;
        progress.update(report, totalUpdates);
      }

      @Override
      public void epoch(LearningPoint point, boolean best) {
        progress.epoch(point, best);
      }
    };
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook is what ends it.
      training = false;
    }
  }
}
