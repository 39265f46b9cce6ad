package org.unroll4j.openblas;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An x86-64 processor as Linux describes it.
 *
 * @param vendor who made it, {@code GenuineIntel} for example
 * @param features what it can do and the system lets programs use, {@code avx2} for example
 */
record Processor(String vendor, Set<String> features) {

  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  /** What OpenBLAS compiles its kernels for AVX-512 with. */
  private static final List<String> AVX512 =
      List.of("avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl");

  private static final List<String> AVX2 = List.of("avx2", "fma");
  private static final Set<String> MAKERS_OF_ZEN = Set.of("AuthenticAMD", "HygonGenuine");

  Processor {
    features = Set.copyOf(features);
  }

  /** The processor at hand, or nothing where it is no x86-64 or the system is not Linux. */
  static Optional<Processor> atHand() {
    if (!isX86() || !System.getProperty("os.name").equals("Linux")) {
      return Optional.empty();
    }
    try (BufferedReader lines = Files.newBufferedReader(CPUINFO)) {
      return Optional.of(read(lines));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** True on x86-64, whatever the operating system. */
  static boolean isX86() {
    return Set.of("amd64", "x86_64").contains(System.getProperty("os.arch"));
  }

  /** Reads up to the features of the first processor; the others are alike. */
  static Processor read(BufferedReader cpuinfo) throws IOException {
    String vendor = "";
    for (String line = cpuinfo.readLine(); line != null; line = cpuinfo.readLine()) {
      if (line.startsWith("vendor_id")) {
        vendor = value(line);
      } else if (line.startsWith("flags")) {
        return new Processor(
            vendor, Arrays.stream(value(line).split(" ")).collect(Collectors.toSet()));
      }
    }
    return new Processor(vendor, Set.of());
  }

  private static String value(String line) {
    return line.substring(line.indexOf(':') + 1).strip();
  }

  /**
   * The kernels that fit, as OPENBLAS_CORETYPE names them; nothing below AVX2, where OpenBLAS knows
   * every processor.
   */
  Optional<String> kernels() {
    if (features.containsAll(AVX512)) {
      return Optional.of("SKYLAKEX");
    }
    if (features.containsAll(AVX2)) {
      return Optional.of(MAKERS_OF_ZEN.contains(vendor) ? "ZEN" : "HASWELL");
    }
    return Optional.empty();
  }
}
