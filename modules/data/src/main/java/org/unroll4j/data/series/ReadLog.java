package org.unroll4j.data.series;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.unroll4j.data.DataException;

/** Counts what is wrong with a file while it is read, and stops when there is too much of it. */
final class ReadLog {
  private final String source;
  private final int maxMalformedRows;
  private final List<String> malformedExamples = new ArrayList<>();
  private final List<String> duplicateExamples = new ArrayList<>();
  private final List<String> missingExamples = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private String sha256 = "";
  private long rows;
  private long malformed;
  private long duplicates;
  private long missing;
  private long negative;

  ReadLog(String source, int maxMalformedRows) {
    this.source = source;
    this.maxMalformedRows = maxMalformedRows;
  }

  String source() {
    return source;
  }

  long rows() {
    return rows;
  }

  long malformedRows() {
    return malformed;
  }

  long duplicateRows() {
    return duplicates;
  }

  void row() {
    rows++;
  }

  void sha256(String digest) {
    this.sha256 = digest;
  }

  void note(String line) {
    notes.add(line);
  }

  void negative(long count) {
    negative += count;
  }

  void malformed(ParsedRow.Place place, String reason) {
    malformed++;
    String example = place + ": " + reason;
    add(malformedExamples, example);
    if (malformed > maxMalformedRows) {
      throw new DataException(
          "%s: more than %d malformed rows; the first is %s; the last %s; %s"
              .formatted(
                  source,
                  maxMalformedRows,
                  malformedExamples.get(0),
                  example,
                  "correct the file or raise the limit maxMalformedRows."));
    }
  }

  void duplicate(String example) {
    duplicates++;
    add(duplicateExamples, example);
  }

  void missing(long steps, String example) {
    missing += steps;
    add(missingExamples, example);
  }

  /** The first example of a duplicate row. */
  String firstDuplicate() {
    return duplicateExamples.get(0);
  }

  private static void add(List<String> examples, String example) {
    if (examples.size() < SeriesReport.EXAMPLES) {
      examples.add(example);
    }
  }

  SeriesReport report(Instant from, Instant to) {
    return new SeriesReport(
        source,
        sha256,
        rows,
        malformed,
        malformedExamples,
        duplicates,
        duplicateExamples,
        missing,
        missingExamples,
        negative,
        from,
        to,
        notes);
  }
}
