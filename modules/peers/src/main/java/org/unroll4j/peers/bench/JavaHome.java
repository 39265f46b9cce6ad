package org.unroll4j.peers.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The JDKs of this machine. */
final class JavaHome {

  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(?:1\\.)?(\\d+)");
  private static final Path USUAL_PLACE = Path.of("/usr/lib/jvm");

  private JavaHome() {}

  /** The {@code java} program of the JDK that this runs on. */
  static Path current() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** The {@code java} of the newest JDK in the usual place, if it is newer than {@code java}. */
  static Optional<Path> newerThan(Path java) {
    if (!Files.isDirectory(USUAL_PLACE)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(USUAL_PLACE)) {
      return homes
          .map(home -> home.resolve("bin/java"))
          .filter(Files::isExecutable)
          .filter(candidate -> feature(candidate) > feature(java))
          .max(Comparator.comparingInt(JavaHome::feature));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The feature release, 17 for example; 0 where it cannot be read. */
  static int feature(Path java) {
    Path release = java.resolveSibling("../release").normalize();
    try {
      Matcher version = VERSION.matcher(Files.readString(release));
      return version.find() ? Integer.parseInt(version.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
