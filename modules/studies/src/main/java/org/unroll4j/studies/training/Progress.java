package org.unroll4j.studies.training;

import java.nio.file.Path;

/** Is told how a study gets on; every method may be called often and must be quick. */
public interface Progress {

  /** Tells nobody. */
  Progress SILENT = new Progress() {};

  /** The run's folder is there. */
  default void folder(Path run) {}

  /** A new stage begins: reading data, training, evaluation and so on. */
  default void stage(String description) {}

  /** One update has been made. */
  default void update(UpdateReport report, long totalUpdates) {}

  /** An epoch has ended. */
  default void epoch(LearningPoint point, boolean best) {}
}
