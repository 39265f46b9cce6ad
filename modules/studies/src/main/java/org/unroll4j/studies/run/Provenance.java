package org.unroll4j.studies.run;

import java.nio.file.Files;
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
   * Writes this provenance into the folder of a run that begins; a run that goes on keeps the one
   * that it began with.
   *
   * @param dataPath of the data, for the message
   * @return what is in the folder then
   * @throws ConfigException if the data is other than that of the beginning
   */
  public Provenance keptIn(RunFolder folder, String dataPath) {
    if (!Files.exists(folder.provenance())) {
      RunFolder.writeJson(folder.provenance(), this);
      return this;
    }
    Provenance before = RunFolder.readJson(folder.provenance(), Provenance.class);
    before.requireSameData(dataPath, dataSha256);
    return before;
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
