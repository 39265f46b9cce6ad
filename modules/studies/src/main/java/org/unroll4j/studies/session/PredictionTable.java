package org.unroll4j.studies.session;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.zip.GZIPOutputStream;
import org.unroll4j.data.events.Event;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.labels.LabelledSequence;
import org.unroll4j.studies.run.AtomicFiles;

/**
 * Predictions as CSV, one line per event: {@code session,user,time,type,probability} and, where
 * they are known, {@code label} and {@code attainable}. A cell is empty where there is no value.
 * Files whose names end in {@code .gz} are compressed.
 */
public final class PredictionTable {

  private PredictionTable() {}

  /**
   * Writes a probability per row of a table.
   *
   * @param probabilities one per row, NaN for none
   */
  public static void write(Path file, EventTable table, double[] probabilities) throws IOException {
    writeLines(
        file,
        out -> {
          out.write("session,user,time,type,probability\n");
          for (int row = 0; row < table.rows(); row++) {
            out.write(event(table, row) + "," + number(probabilities[row]) + "\n");
          }
        });
  }

  /** Writes every event of a measured part. */
  static void write(Path file, MeasuredPart part, Optional<double[][]> exact) throws IOException {
    writeLines(
        file,
        out -> {
          String last = exact.isPresent() ? ",attainable" : "";
          out.write("session,user,time,type,probability,label" + last + "\n");
          List<LabelledSequence> sequences = part.sequences();
          for (int s = 0; s < sequences.size(); s++) {
            LabelledSequence sequence = sequences.get(s);
            for (int t = 0; t < sequence.length(); t++) {
              byte label = sequence.labels()[t];
              out.write(event(part.table(), sequence.from() + t));
              out.write("," + number(part.probabilities()[s][t]));
              out.write("," + (label == LabelledSequence.MASKED ? "" : Byte.toString(label)));
              out.write(exact.isPresent() ? "," + number(exact.get()[s][t]) + "\n" : "\n");
            }
          }
        });
  }

  /** Lines of a table. */
  @FunctionalInterface
  private interface Lines {
    void writeTo(OutputStreamWriter out) throws IOException;
  }

  private static void writeLines(Path file, Lines lines) throws IOException {
    boolean zipped = file.getFileName().toString().endsWith(".gz");
    AtomicFiles.write(
        file,
        raw -> {
          OutputStream bytes = zipped ? new GZIPOutputStream(raw) : raw;
          OutputStreamWriter out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
          lines.writeTo(out);
          out.flush();
          if (bytes instanceof GZIPOutputStream gzip) {
            gzip.finish();
          }
        });
  }

  /** An event and its probability. */
  static String line(Event event, OptionalDouble probability) {
    return String.join(
        ",",
        event.session() == null ? "" : quoted(event.session()),
        quoted(event.user()),
        Instant.ofEpochMilli(event.timeMillis()).toString(),
        quoted(event.type()),
        number(probability.orElse(Double.NaN)));
  }

  private static String event(EventTable table, int row) {
    return String.join(
        ",",
        quoted(table.sessionOf(row).id()),
        quoted(table.users().value(row)),
        Instant.ofEpochMilli(table.timeMillis(row)).toString(),
        quoted(table.types().value(row)));
  }

  /** A CSV cell; quoted only where it must be. */
  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  /** A probability as text; empty for NaN. */
  private static String number(double probability) {
    return Double.isNaN(probability) ? "" : Float.toString((float) probability);
  }
}
