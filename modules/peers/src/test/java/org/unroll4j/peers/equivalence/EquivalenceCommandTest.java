package org.unroll4j.peers.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Without frameworks: their libraries are not there when this module is tested. */
class EquivalenceCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine command = EquivalenceCommand.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(args);
  }

  @Test
  void leavesAMatrixAndSaysWhoWasLeftOut(@TempDir Path folder) throws Exception {
    int exitCode =
        run(
            "--out",
            folder.toString(),
            "--only",
            "rnn tanh, plain, double",
            "--engine",
            "reference",
            "--peer",
            "differences,pytorch");
    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString()).contains("pytorch is left out: its libraries are not there");
    Path written = Path.of(out.toString().strip().lines().reduce((a, b) -> b).orElseThrow());
    JsonNode json = JsonMapper.builder().build().readTree(written.resolve("result.json").toFile());
    assertThat(json.path("schema").asText()).isEqualTo("unroll4j.equivalence/1");
    assertThat(json.path("totals").path("equal").asInt()).isPositive();
    assertThat(json.path("totals").path("different").asInt()).isZero();
    assertThat(written.resolve("index.html")).content().contains("rnn tanh");
  }

  @Test
  void mistakesAreOneLine() {
    assertThat(run("--engine", "vektor")).isEqualTo(2);
    assertThat(err.toString()).contains("there is none of this name").contains("vector");
    assertThat(err.toString().lines().filter(line -> line.contains("vektor"))).hasSize(1);
  }

  @Test
  void nothingLeftToCompareWithIsNoMatrix() {
    assertThat(run("--peer", "pytorch")).isEqualTo(1);
    assertThat(err.toString()).contains("no peer is left to compare with");
  }
}
