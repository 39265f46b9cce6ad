package org.unroll4j.studies.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.studies.run.RunFolder;
import org.unroll4j.studies.training.Checkpoint;
import org.unroll4j.studies.training.Checkpoints;
import org.unroll4j.studies.training.Trainer.Observers;

/** A run is killed without warning at a random moment, in the middle of whatever it does. */
class KilledRunTest {

  @TempDir Path folder;

  @Test
  void endsWithTheSameParametersBitByBit() throws Exception {
    Path csv = TinyStudy.data(folder, 240);
    RunFolder whole =
        SessionStudy.train(
            KilledRun.config(csv), folder.resolve("whole"), "unroll train", Observers.NONE);
    Checkpoint expected = new Checkpoints(whole.checkpoints()).loadLast();

    SplittableRandom random = new SplittableRandom();
    int update = 3 + random.nextInt((int) expected.state().update() - 6);
    kill(csv, update, random.nextInt(20));
    Path killed = onlyFolderIn(folder.resolve("killed"));
    assertThat(killed.resolve("result.json")).doesNotExist();
    SessionStudy.resume(killed, "unroll train", Observers.NONE);
    Checkpoint resumed = new Checkpoints(RunFolder.existing(killed).checkpoints()).loadLast();

    assertThat(resumed.state().update())
        .as("killed after update %d", update)
        .isEqualTo(expected.state().update());
    assertThat(floats(resumed)).isEqualTo(floats(expected));
    assertThat(resumed.state().bestLoss()).isEqualTo(expected.state().bestLoss());
    assertThat(killed.resolve("updates.jsonl"))
        .hasSameTextualContentAs(whole.path().resolve("updates.jsonl"));
    assertThat(killed.resolve("predictions.csv.gz")).hasSameBinaryContentAs(whole.predictions());
  }

  private static float[] floats(Checkpoint checkpoint) {
    return checkpoint.network().params().dup().data().asFloat();
  }

  private void kill(Path csv, int update, int millisLater)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledRun.class.getName(),
                csv.toString(),
                folder.resolve("killed").toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines = process.inputReader()) {
      String line = lines.readLine();
      while (line != null && !line.equals("update " + update)) {
        line = lines.readLine();
      }
      assertThat(line).as("the process ended before it was killed").isNotNull();
      Thread.sleep(millisLater);
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  private static Path onlyFolderIn(Path parent) throws IOException {
    try (Stream<Path> runs = Files.list(parent)) {
      return runs.findFirst().orElseThrow();
    }
  }
}
