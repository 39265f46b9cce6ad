package org.unroll4j.cli;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.unroll4j.studies.training.LearningPoint;
import org.unroll4j.studies.training.Progress;
import org.unroll4j.studies.training.StopRequest;
import org.unroll4j.studies.training.UpdateReport;

/**
 * Ctrl-C and the system's request to end: training writes a checkpoint after the update that is
 * under way, and the user is told how to go on. Outside of training there is nothing to wait for:
 * what has been trained is on the disk.
 */
final class Interruption implements Progress, AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  private final StopRequest stop;
  private final TerminalProgress terminal;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "interruption");
  private volatile boolean training;
  private volatile Path run;

  /**
   * Listens until it is closed.
   *
   * @param stop what training looks at
   * @param terminal is told everything that this is told
   */
  Interruption(StopRequest stop, TerminalProgress terminal) {
    this.stop = stop;
    this.terminal = terminal;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void interrupted() {
    stop.make();
    try {
      if (training && !ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        terminal.message("the update under way does not end; the checkpoint is an older one");
      }
      terminal.message(
          run == null
              ? "interrupted; nothing has been trained yet"
              : "interrupted; go on with: unroll train --resume " + run);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void folder(Path folder) {
    run = folder;
  }

  @Override
  public void stage(String description) {
    training = false;
    terminal.stage(description);
  }

  @Override
  public void update(UpdateReport report, long totalUpdates) {
    training = true;
    terminal.update(report, totalUpdates);
  }

  @Override
  public void epoch(LearningPoint point, boolean best) {
    terminal.epoch(point, best);
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
