package org.unroll4j.peers.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchmarkCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine command = BenchmarkCommand.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(args);
  }

  @Test
  void namesWorksAndEntrants() {
    assertThat(run("--list")).isZero();
    assertThat(out.toString()).contains("train-small", "T2048", "vector", "floor");
  }

  @Test
  void onlyWhatWasAskedFor() {
    assertThat(run("--list", "--only", "sweeps", "--who", "vector")).isZero();
    assertThat(out.toString()).contains("H1024").doesNotContain("train-small", "floor");
  }

  @Test
  void mistakesAreOneLine() {
    assertThat(run("--only", "trian")).isEqualTo(2);
    assertThat(err.toString()).startsWith("benchmark: There is no work 'trian'; there are train,");
    assertThat(err.toString().strip()).doesNotContain("\n");
  }

  @Test
  void somethingThatExistsIsNotOverwritten(@TempDir Path folder) {
    assertThat(run("--only", "train", "--out", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("exists already").hasLineCount(1);
  }

  @Test
  void noThreadsAreRefused() {
    assertThat(run("--threads", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--threads must be at least 1, but was 0.");
  }
}
