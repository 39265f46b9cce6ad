package org.unroll4j.peers.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Somebody who takes part: a framework, in one way of using it, in a process of its own.
 *
 * @param id the name on the command line
 * @param label the name in reports
 * @param peer the class of its adapter
 * @param variant the adapter's variant
 * @param java how its process is started
 */
public record Entrant(String id, String label, String peer, String variant, Launch java) {

  /** Ours, with which all others are compared. */
  public static final String OURS = "vector";

  /** The arithmetic floor. */
  public static final String FLOOR = "floor";

  /**
   * How a Java process is started.
   *
   * @param executable the program
   * @param options options of the JVM
   * @param classPath class path
   * @param environment variables to set; an empty value removes one
   */
  public record Launch(
      Path executable, List<String> options, String classPath, Map<String, String> environment) {}
}
