package org.unroll4j.studies.run;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the data files are that configurations name. */
public final class DataPaths {

  private DataPaths() {}

  /** The file of a path; a relative one may also be meant from the toolkit's own folder. */
  public static Path find(String path) {
    Path here = Path.of(path);
    String home = System.getProperty("unroll.home");
    return !Files.exists(here) && home != null && Files.exists(Path.of(home).resolve(here))
        ? Path.of(home).resolve(here)
        : here;
  }
}
