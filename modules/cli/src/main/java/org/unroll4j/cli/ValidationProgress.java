package org.unroll4j.cli;

import java.io.PrintWriter;
import org.unroll4j.validation.matrix.MatrixRun;

/** On a terminal one line that is written over; else a line for each cell. */
final class ValidationProgress implements MatrixRun.Progress, AutoCloseable {

  private static final String CLEAR = "\r\033[K";

  private final PrintWriter out;
  private final boolean terminal = TerminalProgress.isTerminal();
  private final long start = System.nanoTime();
  private String cell = "";

  ValidationProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void next(int done, int total, String next) {
    String line = "[%s] %d of %d: %s".formatted(time(), done, total, next);
    String nextCell = next.split(",", 2)[0];
    if (terminal) {
      out.print(CLEAR + line);
    } else if (!nextCell.equals(cell)) {
      out.println(line);
    }
    cell = nextCell;
    out.flush();
  }

  private String time() {
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    return "%d:%02d".formatted(seconds / 60, seconds % 60);
  }

  @Override
  public void close() {
    if (terminal) {
      out.print(CLEAR);
    }
    if (!cell.isEmpty()) {
      out.println("[%s] compared".formatted(time()));
    }
    out.flush();
  }
}
