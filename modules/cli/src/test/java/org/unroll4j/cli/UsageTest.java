package org.unroll4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll4j.studies.config.Configurations;
import org.unroll4j.studies.session.SessionConfig;

class UsageTest {

  private static final String CONFIG = "../../configs/session.yaml";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "train",
        "evaluate",
        "predict",
        "forecast",
        "detect",
        "backtest",
        "report",
        "inspect",
        "export",
        "import",
        "generate sessions",
        "generate demand",
        "validate"
      })
  void everyCommandHelpsWithExamples(String command) {
    Ran ran = Ran.unroll((command + " --help").trim().split(" "));
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("Usage: unroll").contains("Example").contains("Exit codes:");
    // Examples are there to be copied: one is one line, which a break would cut in two.
    String examples = ran.out().substring(ran.out().indexOf("Examples:"));
    assertThat(examples.lines().skip(1).filter(line -> !line.isBlank()))
        .allMatch(line -> line.matches("  (unroll|bin/unroll|tail) .*"));
  }

  @Test
  void saysItsVersion() {
    Ran ran = Ran.unroll("--version");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("unroll ").contains("Java ");
  }

  @Test
  void withoutACommandItHelps() {
    assertThat(Ran.unroll().out()).contains("train").contains("predict");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trian x | Unmatched arguments from index 0: 'trian', 'x'; did you mean train?; see 'unroll"
            + " --help'.",
        "train | train needs either a configuration or --resume RUN",
        "train a.yaml --resume b | train needs either a configuration or --resume RUN",
        "train --resume . | this is not the folder of a run",
        "train --resume . --set a=1 | --resume goes on with the run's own configuration",
        "train nothere.yaml | nothere.yaml: this configuration cannot be read",
        "train ../../configs/session.yaml --set model.hiden=3 | did you mean 'model.hidden'?",
        "train ../../configs/session.yaml --set model.hidden=many | model.hidden must be a whole"
            + " number",
        "train ../../configs/session.yaml --engine warp | Engine 'warp' is not on the class path",
        "evaluate | Missing required parameter: 'RUN'; see 'unroll evaluate --help'.",
        "evaluate nothere | this is not the folder of a run",
        "predict . | predict needs either --data FILE and --out CSV, or --stream alone",
        "predict . --stream --out x | predict needs either",
        "report nothere | nothere",
        "inspect . | this is not the folder of a run",
        "export nothere --format onnx | this is not the folder of a run",
        "export nothere | Missing required option: '--format=FORMAT'",
        "export nothere --format pickle | expected one of [ONNX, SAFETENSORS, DL4J]",
        "import pom.xml --out pom.xml | this is the file that is read, which would be lost",
        "generate sessions --sessions few --seed 1 | 'few' is not an int",
        "validate --engine warp | --engine warp: there is none of this name; there are: reference",
        "validate --out pom.xml | --out pom.xml: this is a file; name a folder",
        "validate --only warp | Nothing to validate: no cell with its option and type has all"
            + " these",
        "generate sessions --seed 1 | Missing required option: '--sessions=N'",
        "generate sessions --seed 1 --sessions 0 | --sessions must be 1 or more, but was 0",
        "generate demand --stores 2 --seed 1 | Missing required option: '--products=P'",
        "generate demand --stores 2 --products 0 --seed 1 | --products must be 1 or more",
      })
  void refusesInOneLine(String args, String message) {
    Ran ran = Ran.unroll(args.split(" "));
    assertThat(ran.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(ran.err()).startsWith("unroll: ").contains(message);
    assertThat(ran.err().lines()).hasSize(1);
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void showsTheStackTraceOnlyOnRequest() {
    Ran ran = Ran.unroll("train", "nothere.yaml", "-v");
    assertThat(ran.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(ran.err()).contains("\tat org.unroll4j");
  }

  @Test
  void missingDataIsADataError() {
    Ran ran = Ran.unroll("train", CONFIG, "--set", "data.path=nothere.csv");
    assertThat(ran.code()).isEqualTo(ExitCodes.BAD_DATA);
    assertThat(ran.err()).contains("unroll: nothere.csv: there is no such file");
  }

  @Test
  void aDryRunPrintsTheResolvedConfigurationAndNothingElse() {
    Ran ran = Ran.unroll("train", CONFIG, "--dry-run", "--set", "model.hidden=17");
    assertThat(ran.code()).isZero();
    SessionConfig config =
        Configurations.parse(ran.out(), "out", SessionConfig.class, java.util.List.of());
    assertThat(config.model().hidden()).isEqualTo(17);
    assertThat(ran.out()).contains("patience:");
    assertThat(ran.err()).isEmpty();
  }
}
