package org.unroll4j.data.series;

import java.util.List;

/**
 * A row of a file.
 *
 * @param number where it stands in the file, for messages
 * @param key the texts of the key columns
 * @param statics the texts of the static columns
 */
record ParsedRow(
    long number, List<String> key, List<String> statics, WallTime time, SeriesRow row) {}
