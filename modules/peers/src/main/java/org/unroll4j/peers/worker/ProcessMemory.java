package org.unroll4j.peers.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the operating system says of this process's memory; Linux only. */
final class ProcessMemory {

  private static final Path STATUS = Path.of("/proc/self/status");

  private ProcessMemory() {}

  /** Bytes in main memory now. */
  static long resident() throws IOException {
    return read("VmRSS:");
  }

  /** The most bytes that there have been. */
  static long peak() throws IOException {
    return read("VmHWM:");
  }

  private static long read(String key) throws IOException {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
              .filter(line -> line.startsWith(key))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElseThrow(() -> new IOException(STATUS + " does not say " + key))
          * 1024;
    }
  }
}
