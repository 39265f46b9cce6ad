package org.unroll4j.data.series;

import java.time.Instant;
import java.util.List;

/**
 * What a table holds and what happened when it was read.
 *
 * @param source name of the file or folder, empty if there is none
 * @param sha256 as {@link org.unroll4j.data.table.TableFiles#sha256} gives it, empty if there is no
 *     file
 * @param rows rows without headers, those of lists unrolled, malformed ones and duplicates included
 * @param malformedRows rows that could not be read
 * @param malformedExamples the first of them, with their place and the reason
 * @param duplicateRows rows of a series and time that had a row before; the first one counts
 * @param duplicateExamples the first of them
 * @param missingSteps steps without a value between the first and the last of their series
 * @param missingExamples the first of them, one per series
 * @param negativeValues values below 0
 * @param from the first time that has a value
 * @param to the last time that has a value
 * @param notes whatever else a user should know, a line each
 */
public record SeriesReport(
    String source,
    String sha256,
    long rows,
    long malformedRows,
    List<String> malformedExamples,
    long duplicateRows,
    List<String> duplicateExamples,
    long missingSteps,
    List<String> missingExamples,
    long negativeValues,
    Instant from,
    Instant to,
    List<String> notes) {

  /** How many examples of a kind are named. */
  public static final int EXAMPLES = 10;

  public SeriesReport {
    malformedExamples = List.copyOf(malformedExamples);
    duplicateExamples = List.copyOf(duplicateExamples);
    missingExamples = List.copyOf(missingExamples);
    notes = List.copyOf(notes);
  }
}
