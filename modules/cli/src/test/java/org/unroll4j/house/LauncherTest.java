package org.unroll4j.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/unroll} with a Java and a Maven that only write down how they were called. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {

  private static final String MAVEN =
      """
      echo "mvn $*" >> "$CALLS"
      if [ -n "$MAVEN_FAILS" ]; then echo "[ERROR] no such artifact"; exit 1; fi
      mkdir -p "$HOUSE/modules/cli/target"
      printf '%s' "$HOUSE/some.jar" > "$HOUSE/modules/cli/target/unroll.classpath"
      """;

  private static final String JAVA =
      """
      echo "java $*" >> "$CALLS"
      echo "OMP_NUM_THREADS=$OMP_NUM_THREADS OPENBLAS_CORETYPE=$OPENBLAS_CORETYPE" >> "$CALLS"
      exit ${JAVA_EXITS:-0}
      """;

  @TempDir Path folder;
  private Path house;
  private Path jdk;

  @BeforeEach
  void aCheckout() throws IOException {
    house = Files.createDirectories(folder.resolve("a checkout"));
    Files.createDirectories(house.resolve("bin"));
    Files.copy(Path.of("../../bin/unroll"), house.resolve("bin/unroll"));
    executable(house.resolve("bin/unroll"));
    Files.createFile(house.resolve("pom.xml"));
    Files.createFile(house.resolve("some.jar"));
    Files.createDirectories(house.resolve("modules/cli/src/main"));
    jdk = folder.resolve("jdk");
    script(jdk.resolve("bin/java"), JAVA);
    script(folder.resolve("tools/mvn"), MAVEN);
    javaIs("17.0.9");
  }

  @Test
  void buildsOnFirstUseAndOnlyThen() throws Exception {
    Outcome first = run(Map.of(), "train", "a file.yaml");
    Outcome second = run(Map.of(), "train");

    assertThat(first.calls).hasSize(3);
    assertThat(first.calls.get(0)).startsWith("mvn ").contains(" -am ", "-DskipChecks", "package");
    assertThat(first.calls.get(1)).endsWith("org.unroll4j.cli.Main train a file.yaml");
    assertThat(first.output).startsWith("unroll: building the toolkit").hasLineCount(1);
    assertThat(second.calls).hasSize(2);
    assertThat(second.output).isEmpty();
  }

  @Test
  void buildsAgainWhenASourceIsNewerOrALibraryIsGone() throws Exception {
    run(Map.of());
    Path source = Files.createFile(house.resolve("modules/cli/src/main/Main.java"));
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(run(Map.of()).calls.get(0)).startsWith("mvn ");

    Files.delete(source);
    Files.setLastModifiedTime(source.getParent(), FileTime.from(Instant.EPOCH));
    assertThat(run(Map.of()).calls.get(0)).startsWith("java ");

    Files.delete(house.resolve("some.jar"));
    assertThat(run(Map.of()).calls.get(0)).startsWith("mvn ");
  }

  @Test
  void worksThroughLinksFromAnywhere() throws Exception {
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, Path.of("a checkout/bin/unroll"));
    Path linkToLink = Files.createSymbolicLink(folder.resolve("again"), Path.of("link"));

    Outcome outcome = start(linkToLink, Map.of(), "--help");

    assertThat(outcome.calls.get(1)).contains("-Dunroll.home=" + house.toRealPath());
    assertThat(outcome.exit).isZero();
  }

  @Test
  void exitCodePassesThrough() throws Exception {
    assertThat(run(Map.of("JAVA_EXITS", "3")).exit).isEqualTo(3);
  }

  @Test
  void flagsFollowTheVersionOfJava() throws Exception {
    assertThat(run(Map.of()).calls.get(1)).doesNotContain("--enable-native-access");

    javaIs("25");
    assertThat(run(Map.of()).calls.get(0))
        .contains("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
  }

  @Test
  void theVectorApiIsThereForWhatComputes() throws Exception {
    String module = "--add-modules jdk.incubator.vector";
    assertThat(run(Map.of(), "train", "a.yaml").calls.get(1)).doesNotContain(module);

    Files.writeString(
        jdk.resolve("release"),
        "JAVA_VERSION=\"17.0.9\"\nMODULES=\"java.base jdk.incubator.vector java.xml\"\n");
    assertThat(run(Map.of(), "train", "a.yaml").calls.get(0)).contains(module);
    assertThat(run(Map.of(), "predict", "run").calls.get(0)).contains(module);
    assertThat(run(Map.of(), "--help").calls.get(0)).doesNotContain(module);
    assertThat(run(Map.of(), "report", "run").calls.get(0)).doesNotContain(module);
    assertThat(run(Map.of()).calls.get(0)).doesNotContain(module);
  }

  @Test
  void theUsersSettingsWin() throws Exception {
    Outcome outcome =
        run(
            Map.of(
                "UNROLL_JAVA_OPTS", "-Xmx3g -ea",
                "OMP_NUM_THREADS", "5",
                "OPENBLAS_CORETYPE", "ZEN"));

    assertThat(outcome.calls.get(1)).matches(".*MaxRAMPercentage.* -Xmx3g -ea .*");
    assertThat(outcome.calls.get(2)).isEqualTo("OMP_NUM_THREADS=5 OPENBLAS_CORETYPE=ZEN");
  }

  @Test
  void oneThreadUnlessToldOtherwise() throws Exception {
    assertThat(run(Map.of()).calls.get(2)).isEqualTo("OMP_NUM_THREADS=1 OPENBLAS_CORETYPE=");
  }

  @Test
  void anOldJavaIsRefusedInOneLine() throws Exception {
    javaIs("1.8.0_402");

    Outcome outcome = run(Map.of());

    assertThat(outcome.exit).isEqualTo(1);
    assertThat(outcome.output).contains("is Java 8, but 17 or newer is needed").hasLineCount(1);
    assertThat(outcome.calls).isEmpty();
  }

  @Test
  void aMissingMavenIsSaidInOneLine() throws Exception {
    Files.delete(folder.resolve("tools/mvn"));
    for (String tool : List.of("dirname", "readlink", "sed", "find", "head", "cat")) {
      script(folder.resolve("tools").resolve(tool), "exec %s \"$@\"".formatted(where(tool)));
    }

    Outcome outcome = run(Map.of("PATH", folder.resolve("tools").toString()));

    assertThat(outcome.exit).isEqualTo(1);
    assertThat(outcome.output).contains("no mvn on the PATH").hasLineCount(1);
  }

  @Test
  void aFailedBuildShowsItsErrorAndItsLog() throws Exception {
    Outcome outcome = run(Map.of("MAVEN_FAILS", "yes"));

    assertThat(outcome.exit).isEqualTo(1);
    assertThat(outcome.output)
        .contains("[ERROR] no such artifact")
        .contains("the build failed; all of it is in")
        .contains("unroll-build.log");
    assertThat(outcome.calls).hasSize(1);
  }

  private record Outcome(int exit, String output, List<String> calls) {}

  private Outcome run(Map<String, String> environment, String... arguments) throws Exception {
    return start(house.resolve("bin/unroll"), environment, arguments);
  }

  private Outcome start(Path command, Map<String, String> environment, String... arguments)
      throws Exception {
    Path calls = folder.resolve("calls");
    Files.deleteIfExists(calls);
    File output = folder.resolve("output").toFile();
    ProcessBuilder builder = new ProcessBuilder(command.toString());
    builder.command().addAll(List.of(arguments));
    builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output);
    builder.environment().keySet().removeIf(name -> name.matches("OMP_.*|OPENBLAS_.*|UNROLL_.*"));
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().put("CALLS", calls.toString());
    builder.environment().put("HOUSE", house.toRealPath().toString());
    builder.environment().merge("PATH", folder.resolve("tools").toString(), (p, t) -> t + ":" + p);
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Outcome(
        process.exitValue(),
        Files.readString(output.toPath()).strip(),
        Files.exists(calls) ? Files.readAllLines(calls) : List.of());
  }

  private void javaIs(String version) throws IOException {
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"%s\"%n".formatted(version));
  }

  private static Path where(String tool) {
    return List.of("/usr/bin", "/bin").stream()
        .map(place -> Path.of(place, tool))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow();
  }

  private static void script(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body);
    executable(file);
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
