package org.unroll4j.peers.onnxruntime.exported;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll4j.data.generate.SessionGenerator;
import org.unroll4j.studies.config.Configurations;
import org.unroll4j.studies.session.SessionConfig;
import org.unroll4j.studies.session.SessionStudy;
import org.unroll4j.studies.training.Trainer.Observers;
import picocli.CommandLine;

/** The command that compares a run with its exported graph, on runs of a few seconds. */
class ExportedRunTest {

  @TempDir static Path folder;

  private static Path data;

  private record Ran(int code, String out, String err) {}

  @BeforeAll
  static void generate() {
    data = folder.resolve("sessions.csv");
    SessionGenerator.write(data, 150, 8);
  }

  private static String train(String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "data.path=" + data,
                "model.hidden=5",
                "model.layers=2",
                "training.epochs=1",
                "evaluation.baselines=false",
                "evaluation.bootstrap=20"));
    all.addAll(List.of(settings));
    Path configuration = Path.of("../../../configs/session.yaml");
    SessionConfig config = Configurations.read(configuration, SessionConfig.class, all);
    return SessionStudy.train(config, folder.resolve("runs"), "test", Observers.NONE)
        .path()
        .toString();
  }

  private static Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        ExportedRunCommand.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    return new Ran(command.execute(arguments), out.toString(), err.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"model.cell=lstm", "model.cell=gru", "model.implementation=deeplearning4j"})
  void aRunPredictsWhatItsGraphPredicts(String setting) {
    String run = train(setting);
    Ran ran = run(run);
    assertThat(ran.err).isEmpty();
    assertThat(ran.code).isZero();
    assertThat(ran.out)
        .startsWith(run + ": ")
        .containsPattern("\\d\\d sequences, \\d{3} predictions, largest difference \\d")
        .endsWith("within 1.0E-5." + System.lineSeparator());
    Ran strict = run(run, "--tolerance", "1e-300");
    assertThat(strict.code).isEqualTo(1);
    assertThat(strict.out).contains("NOT within 1.0E-300.");
  }

  @Test
  void mistakesAreOneLine() {
    Ran none = run(folder.toString());
    assertThat(none.code).isEqualTo(1);
    assertThat(none.err).startsWith("benchmark exported: ").contains("not the folder of a run");
    assertThat(none.err).hasLineCount(1);
    assertThat(run().code).isEqualTo(2);
    assertThat(run("run", "--tolerance", "0").err)
        .isEqualTo(
            "benchmark exported: --tolerance must be above 0, but was 0.0."
                + System.lineSeparator());
  }

  @Test
  void aPredictionOnOneSideOnlyIsFarOff() {
    double none = Double.NaN;
    Agreement near =
        Agreement.of(2)
            .with(0, new double[] {none, 0.5}, new double[] {none, 0.25})
            .with(1, new double[] {0.5}, new double[] {0.5});
    assertThat(near).isEqualTo(new Agreement(2, 2, 0.25, 0, 1));
    Agreement far = near.with(1, new double[] {0.5}, new double[] {none});
    assertThat(far.largest()).isInfinite();
    assertThat(far.sequence()).isEqualTo(1);
  }
}
