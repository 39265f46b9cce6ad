package org.unroll4j.studies.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.unroll4j.studies.config.ConfigException;

/**
 * Where a result came from.
 *
 * @param createdAt when the run began, UTC
 * @param command what was typed
 * @param seed of all random draws
 * @param codeRevision revision of the sources, or version of the jar
 * @param dataSha256 hash of the event file
 * @param engine what computed the recurrent layers
 * @param blas library and kernels of the matrix products
 * @param versions libraries by name
 * @param machine where it ran
 */
public record Provenance(
    String createdAt,
    String command,
    long seed,
    String codeRevision,
    String dataSha256,
    String engine,
    String blas,
    Map<String, String> versions,
    Machine machine) {

  /** The provenance of a run that begins now on this machine. */
  public static Provenance now(String command, long seed, String dataSha256, String engine) {
    return new Provenance(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        command,
        seed,
        CodeRevision.current(),
        dataSha256,
        engine,
        LibraryVersions.blas(),
        LibraryVersions.all(),
        Machine.here());
  }

  /**
   * Refuses data other than that of the run.
   *
   * @param path of the event file, for the message
   * @throws ConfigException if the hash differs
   */
  public void requireSameData(String path, String sha256) {
    if (!dataSha256.equals(sha256)) {
      throw new ConfigException(
          "%s: the content of this file has changed since the run began (SHA-256 %s, expected %s)."
              .formatted(path, sha256, dataSha256));
    }
  }
}
