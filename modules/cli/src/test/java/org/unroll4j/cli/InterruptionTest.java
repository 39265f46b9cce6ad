package org.unroll4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.data.generate.SessionGenerator;

/** The process is asked to end, as Ctrl-C and the system do it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "There a process can only be killed.")
class InterruptionTest {

  private static final int TERMINATED = 143;

  @TempDir Path folder;

  @Test
  void leavesARunThatCanBeResumed() throws Exception {
    Path csv = folder.resolve("shop.csv");
    SessionGenerator.write(csv, 200, 5);
    Process process = start(csv);
    List<String> said = new ArrayList<>();
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
        if (line.contains("epoch 2:")) {
          process.toHandle().destroy();
        }
      }
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(TERMINATED);
    String last = said.get(said.size() - 1);
    assertThat(last).contains("interrupted; go on with: unroll train --resume ");

    Path run = Path.of(last.substring(last.indexOf("--resume ") + "--resume ".length()));
    assertThat(run.resolve("result.json")).doesNotExist();
    Ran resumed = Ran.unroll("train", "--resume", run.toString());
    assertThat(resumed.code()).isZero();
    assertThat(resumed.lastLine()).isEqualTo(run.toString());
    assertThat(resumed.err()).doesNotContain("epoch 1:").contains("epoch 6:");
  }

  private Process start(Path csv) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules",
            "jdk.incubator.vector",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "train",
            "../../configs/session.yaml",
            "--out",
            folder.resolve("runs").toString(),
            "--set",
            "data.path=" + csv,
            "--set",
            "model.hidden=5",
            "--set",
            "training.epochs=6",
            "--set",
            "training.patience=6",
            "--set",
            "evaluation.baselines=false")
        .redirectErrorStream(true)
        .start();
  }
}
