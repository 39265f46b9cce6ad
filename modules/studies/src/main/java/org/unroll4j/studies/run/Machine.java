package org.unroll4j.studies.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A computer.
 *
 * @param os operating system and architecture
 * @param cpu the processor's name, or the architecture where it is not known
 * @param cores processors that the JVM may use
 * @param memoryGiB main memory
 * @param jdk the Java runtime
 */
public record Machine(String os, String cpu, int cores, double memoryGiB, String jdk) {

  private static final double GIB = 1L << 30;

  /** This one. */
  public static Machine here() {
    return new Machine(
        String.join(" ", property("os.name"), property("os.version"), property("os.arch")),
        cpuName(),
        Runtime.getRuntime().availableProcessors(),
        Math.round(memory() / GIB * 10) / 10.0,
        property("java.vm.name") + " " + property("java.runtime.version"));
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  private static double memory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }

  private static String cpuName() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse(property("os.arch"));
    } catch (IOException e) {
      return property("os.arch");
    }
  }
}
