package org.unroll4j.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the command drags along: no Kotlin, nothing heavy that is not needed, one platform. */
class ClassPathTest {

  private static final List<Path> JARS =
      Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(Path::of)
          .filter(path -> path.toString().endsWith(".jar"))
          .toList();

  @Test
  void holdsTheLibrariesWeKnow() {
    assertThat(names()).anyMatch(name -> name.startsWith("deeplearning4j-nn"));
  }

  @Test
  void noHeavyLibraryThatNothingNeeds() {
    assertThat(names())
        .noneMatch(name -> name.matches("(opencv|ffmpeg|leptonica|hdf5|mkl|cuda|kotlin|scala)-.*"));
  }

  @Test
  void noKotlinInsideAnyJar() throws IOException {
    for (Path jar : JARS) {
      try (JarFile file = new JarFile(jar.toFile())) {
        assertThat(file.stream().map(entry -> entry.getName()))
            .as(jar.toString())
            .noneMatch(name -> name.startsWith("kotlin/") || name.startsWith("kotlinx/"));
      }
    }
  }

  @Test
  void nativesOfOnePlatform() {
    assertThat(names().stream().filter(name -> name.matches("nd4j-native-\\d.*(64|armhf)\\.jar")))
        .hasSize(1);
    assertThat(
            names().stream()
                .filter(name -> name.matches("(nd4j-native|openblas|javacpp)-\\d.*"))
                .map(name -> name.replaceAll(".*?(-(linux|macosx|windows)-.*)?\\.jar", "$1"))
                .filter(platform -> !platform.isEmpty())
                .collect(Collectors.toSet()))
        .hasSize(1);
  }

  @Test
  void staysSmall() throws IOException {
    long bytes = 0;
    for (Path jar : JARS) {
      // What only tests use is not part of the command.
      boolean ofTests = jar.getFileName().toString().startsWith("onnxruntime-");
      bytes += ofTests ? 0 : Files.size(jar);
    }
    assertThat(bytes / (1 << 20)).as("MiB on the class path").isBetween(1L, 240L);
  }

  private static List<String> names() {
    return JARS.stream().map(path -> path.getFileName().toString()).toList();
  }
}
