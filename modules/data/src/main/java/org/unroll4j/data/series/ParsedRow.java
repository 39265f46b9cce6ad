package org.unroll4j.data.series;

import java.util.List;

/**
 * A row of a file.
 *
 * @param place where it stands, for messages
 * @param key the texts of the key columns
 * @param statics the texts of the static columns
 */
record ParsedRow(
    Place place, List<String> key, List<String> statics, WallTime time, SeriesRow row) {

  /**
   * Where a row stands.
   *
   * @param file which of several files, empty if there is only one
   * @param row its number in the file
   */
  record Place(String file, long row) {
    @Override
    public String toString() {
      return file.isEmpty() ? "row " + row : "row %d of %s".formatted(row, file);
    }
  }
}
