package org.unroll4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll4j.studies.training.LearningPoint;
import org.unroll4j.studies.training.UpdateReport;

class TerminalProgressTest {

  private final StringWriter said = new StringWriter();

  private TerminalProgress progress(boolean terminal) {
    return new TerminalProgress(new PrintWriter(said), "steps", terminal);
  }

  private static UpdateReport update(int number) {
    return new UpdateReport(number, 0.5, 70, 80, 1.5, 0.01);
  }

  @Test
  void aTerminalGetsOneLineThatIsWrittenOver() {
    try (TerminalProgress progress = progress(true)) {
      progress.update(update(1), 200);
    }
    assertThat(said.toString())
        .startsWith("\r\033[Kupdate 1 of 200 | loss 0.5000 | ")
        .contains(" steps/s | ")
        .endsWith("\r\033[K");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void epochsGetLinesOfTheirOwn(boolean terminal) {
    try (TerminalProgress progress = progress(terminal)) {
      progress.update(update(1), 200);
      progress.epoch(new LearningPoint(1, 1, 0.5, 0.4, 0.75, 0.01, 1.5, 3), true);
    }
    assertThat(said.toString().lines().reduce((a, b) -> b).orElseThrow())
        .contains("epoch 1: training loss 0.5000, validation loss 0.4000, AUC 0.7500 (best)");
  }

  @Test
  void otherwiseUpdatesSayNothing() {
    try (TerminalProgress progress = progress(false)) {
      progress.update(update(1), 200);
    }
    assertThat(said.toString()).isEmpty();
  }
}
