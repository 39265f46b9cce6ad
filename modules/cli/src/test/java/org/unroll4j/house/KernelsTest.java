package org.unroll4j.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.openblas.OpenBlas;

/** The kernels of OpenBLAS in programs that only use ND4J, each in a process of its own. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
@EnabledIf("theProcessorHasAvx2")
class KernelsTest {

  private static final String CHOSEN = "which fit this processor";
  private static final String ADVICE = "in the environment before Java starts";

  @TempDir Path folder;

  @Test
  void fitTheProcessorWithNothingSet() throws Exception {
    List<String> said = run(Map.of(), List.of());

    assertThat(said).contains("kernels " + fitting(), "product 64.0", "still set: null");
    assertThat(said).filteredOn(line -> line.contains(CHOSEN)).hasSize(1);
  }

  @Test
  void areTheLibrarysOwnChoiceWithTheSwitchOff() throws Exception {
    List<String> said = run(Map.of(), List.of("-Dunroll4j.openblas=off"));

    assertThat(said).contains("product 64.0");
    assertThat(said).noneMatch(line -> line.contains(CHOSEN) || line.contains(ADVICE));
  }

  @Test
  void areThoseThatTheUserHasSet() throws Exception {
    List<String> said = run(Map.of("OPENBLAS_CORETYPE", "PRESCOTT"), List.of());

    assertThat(said).contains("kernels Prescott", "still set: PRESCOTT");
    assertThat(said).noneMatch(line -> line.contains(CHOSEN) || line.contains(ADVICE));
  }

  @Test
  void thatAreOldAndWereLoadedBeforeAreSaidInOneLine() throws Exception {
    List<String> said = run(Map.of(), List.of("-Dprogram.loads=PRESCOTT"));

    assertThat(said).contains("kernels Prescott", "product 64.0");
    assertThat(said).filteredOn(line -> line.contains(ADVICE)).hasSize(1);
  }

  @Test
  void thatCannotBeSetAreSaidInOneLine() throws Exception {
    List<String> said = run(Map.of(), List.of("-Djna.noclasspath=true", "-Djna.nosys=true"));

    assertThat(said).contains("kernels unknown", "product 64.0");
    assertThat(said).filteredOn(line -> line.contains(ADVICE)).hasSize(1);
    assertThat(said).noneMatch(line -> line.startsWith("\tat "));
  }

  /** A user's program. With {@code program.loads} it uses OpenBLAS, of those kernels, first. */
  static final class Program {

    private Program() {}

    public static void main(String[] arguments) {
      String kernels = System.getProperty("program.loads");
      if (kernels != null) {
        c("setenv").invokeInt(new Object[] {"OPENBLAS_CORETYPE", kernels, 1});
        Loader.load(openblas.class);
        c("unsetenv").invokeInt(new Object[] {"OPENBLAS_CORETYPE"});
      }
      var ones = Nd4j.ones(DataType.FLOAT, 64, 64);
      System.out.println("product " + ones.mmul(ones).getFloat(63, 63));
      System.out.println("kernels " + OpenBlas.kernels().orElse("unknown"));
      if (OpenBlas.kernels().isPresent()) {
        System.out.println(
            "still set: " + c("getenv").invokeString(new Object[] {"OPENBLAS_CORETYPE"}, false));
      }
    }

    private static Function c(String name) {
      return Function.getFunction("c", name);
    }
  }

  private List<String> run(Map<String, String> environment, List<String> options)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    ProcessBuilder java =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.command().add("-Dlogback.configurationFile=" + logsFromInfoOn());
    java.command().addAll(options);
    java.command().addAll(List.of("-cp", System.getProperty("java.class.path")));
    java.command().add(Program.class.getName());
    java.environment().remove("OPENBLAS_CORETYPE");
    java.environment().putAll(environment);
    Process process = java.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    List<String> said = Files.readAllLines(output);
    assertThat(process.exitValue()).as("%s", said).isZero();
    return said;
  }

  private Path logsFromInfoOn() throws IOException {
    return Files.writeString(
        folder.resolve("logback.xml"),
        """
        <configuration>
          <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%level %logger: %msg%n</pattern></encoder>
          </appender>
          <root level="INFO"><appender-ref ref="OUT"/></root>
        </configuration>
        """);
  }

  private static String fitting() throws IOException {
    String processor = processor();
    if (processor.contains(" avx512bw") && processor.contains(" avx512vl")) {
      return "SkylakeX";
    }
    return processor.contains("GenuineIntel") ? "Haswell" : "Zen";
  }

  static boolean theProcessorHasAvx2() throws IOException {
    return processor().contains(" avx2 ");
  }

  private static String processor() throws IOException {
    return Files.readString(Path.of("/proc/cpuinfo"));
  }
}
