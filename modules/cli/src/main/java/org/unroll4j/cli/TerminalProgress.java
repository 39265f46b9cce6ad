package org.unroll4j.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import org.unroll4j.studies.training.LearningPoint;
import org.unroll4j.studies.training.Progress;
import org.unroll4j.studies.training.UpdateReport;

/**
 * Shows how a run gets on: on a terminal one line that is written over, with loss, speed and time
 * left; else a plain line per stage and epoch.
 */
final class TerminalProgress implements Progress, AutoCloseable {

  private static final long REDRAW_NANOS = 200_000_000;
  private static final double SMOOTHING = 0.02;
  private static final String CLEAR = "\r\033[K";

  private final PrintWriter out;
  private final String steps;
  private final boolean terminal;
  private final long start = System.nanoTime();
  private long drawn;
  private long firstUpdate;
  private long firstNanos;
  private long events;
  private double loss = Double.NaN;
  private boolean lineOpen;

  /**
   * Shows progress.
   *
   * @param steps what the network reads one after another: events, steps
   */
  TerminalProgress(PrintWriter out, String steps) {
    this(out, steps, isTerminal());
  }

  TerminalProgress(PrintWriter out, String steps, boolean terminal) {
    this.out = out;
    this.steps = steps;
    this.terminal = terminal;
  }

  /** From Java 22 on there is a console without a terminal, which then says so itself. */
  @SuppressWarnings("SystemConsoleNull")
  static boolean isTerminal() {
    Console console = System.console();
    try {
      return console != null && (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  @Override
  public synchronized void stage(String description) {
    message(description + " ...");
  }

  @Override
  public synchronized void update(UpdateReport report, long totalUpdates) {
    long now = System.nanoTime();
    if (firstNanos == 0) {
      firstNanos = now;
      firstUpdate = report.update();
      loss = report.loss();
    }
    events += report.events();
    loss += SMOOTHING * (report.loss() - loss);
    if (terminal && now - drawn > REDRAW_NANOS) {
      drawn = now;
      out.print(CLEAR + line(report, totalUpdates, now));
      out.flush();
      lineOpen = true;
    }
  }

  private String line(UpdateReport report, long totalUpdates, long now) {
    double seconds = (now - firstNanos) / 1e9;
    long made = report.update() - firstUpdate;
    double left = made == 0 ? 0 : seconds / made * (totalUpdates - report.update());
    return String.format(
        Locale.ROOT,
        "update %d of %d | loss %.4f | %,.0f %s/s | %s left at most",
        report.update(),
        totalUpdates,
        loss,
        events / Math.max(seconds, 1e-3),
        steps,
        duration(left));
  }

  @Override
  public synchronized void epoch(LearningPoint point, boolean best) {
    double seconds = (System.nanoTime() - firstNanos) / 1e9;
    message(
        String.format(
            Locale.ROOT,
            "epoch %d: training loss %.4f, validation loss %.4f%s%s, %,.0f %s/s",
            point.epoch(),
            point.trainLoss(),
            point.validationLoss(),
            point.validationAuc() == null
                ? ""
                : String.format(Locale.ROOT, ", AUC %.4f", point.validationAuc()),
            best ? " (best)" : "",
            events / Math.max(seconds, 1e-3),
            steps));
  }

  /** Prints a line of its own, with the time since the start. */
  synchronized void message(String text) {
    closeLine();
    double seconds = (System.nanoTime() - start) / 1e9;
    out.println(String.format(Locale.ROOT, "[%s] %s", duration(seconds), text));
    out.flush();
  }

  private static String duration(double seconds) {
    long whole = Math.round(seconds);
    return "%d:%02d".formatted(whole / 60, whole % 60);
  }

  private void closeLine() {
    if (lineOpen) {
      out.print(CLEAR);
      lineOpen = false;
    }
  }

  @Override
  public synchronized void close() {
    closeLine();
    out.flush();
  }
}
