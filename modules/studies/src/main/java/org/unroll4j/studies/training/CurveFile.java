package org.unroll4j.studies.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.unroll4j.studies.run.AtomicFiles;
import org.unroll4j.studies.run.Json;

/** Keeps {@code metrics.jsonl} up to date, one line per epoch, and passes everything on. */
public final class CurveFile implements Progress {

  private final Path file;
  private final List<LearningPoint> curve;
  private final Consumer<UpdateReport> updates;
  private final Progress next;

  /**
   * Keeps a file.
   *
   * @param before points of earlier sittings
   * @param updates is told of every update
   * @param next is told everything
   */
  public CurveFile(
      Path file, List<LearningPoint> before, Consumer<UpdateReport> updates, Progress next) {
    this.file = file;
    this.curve = new ArrayList<>(before);
    this.updates = updates;
    this.next = next;
  }

  @Override
  public void folder(Path run) {
    next.folder(run);
  }

  @Override
  public void stage(String description) {
    next.stage(description);
  }

  @Override
  public void update(UpdateReport report, long totalUpdates) {
    updates.accept(report);
    next.update(report, totalUpdates);
  }

  @Override
  public void epoch(LearningPoint point, boolean best) {
    curve.add(point);
    StringBuilder lines = new StringBuilder();
    try {
      for (LearningPoint each : curve) {
        lines.append(Json.compact().writeValueAsString(each)).append('\n');
      }
      AtomicFiles.writeText(file, lines.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    next.epoch(point, best);
  }
}
