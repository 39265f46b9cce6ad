package org.unroll4j.data.events;

import java.util.List;

/**
 * What happened when a file was read.
 *
 * @param source name of the file
 * @param sha256 of the bytes of the file as it lies on the disk, hexadecimal
 * @param dataRows rows in the file without the header, malformed ones and duplicates included
 * @param malformedRows how many rows could not be read
 * @param malformedExamples the first of them, at most {@value #EXAMPLES}
 * @param duplicateRows how many rows were dropped because they repeat the row before
 */
public record ReadReport(
    String source,
    String sha256,
    int dataRows,
    int malformedRows,
    List<MalformedRow> malformedExamples,
    int duplicateRows) {

  /** How many malformed rows are named. */
  public static final int EXAMPLES = 20;

  public ReadReport {
    malformedExamples = List.copyOf(malformedExamples);
  }
}
