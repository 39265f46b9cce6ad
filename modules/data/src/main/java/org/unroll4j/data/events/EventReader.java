package org.unroll4j.data.events;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.unroll4j.data.DataException;

/** Reads a CSV file of events, plain or gzip, UTF-8, with a header, into primitive columns. */
public final class EventReader {
  private EventReader() {}

  /**
   * Reads the whole file.
   *
   * @throws DataException if the file, a column or all events are missing, or if more rows are
   *     malformed than the options allow
   */
  public static EventTable read(Path file, EventColumns columns, ReadOptions options) {
    try (CsvReader<CsvRecord> csv = csv(file)) {
      Iterator<CsvRecord> records = csv.iterator();
      if (!records.hasNext()) {
        throw new DataException("%s: the file is empty; expected a header line.".formatted(file));
      }
      String source = file.toString();
      EventParser parser = new EventParser(source, header(records.next()), columns, options);
      RowCollector rows = new RowCollector(source, columns, options);
      while (records.hasNext()) {
        CsvRecord next = records.next();
        rows.add(next.getStartingLineNumber(), () -> parser.parse(next.getFields()));
      }
      return rows.finish(EventFile.sha256(file));
    } catch (CsvParseException e) {
      throw new DataException("%s: is not CSV (%s).".formatted(file, e.getMessage()), e);
    } catch (IOException | UncheckedIOException e) {
      throw new DataException("%s: cannot be read (%s).".formatted(file, reason(e)), e);
    }
  }

  private static String reason(Throwable error) {
    Throwable first = error;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    return first.getMessage() == null ? first.getClass().getSimpleName() : first.getMessage();
  }

  private static CsvReader<CsvRecord> csv(Path file) throws IOException {
    return CsvReader.builder()
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .ofCsvRecord(new InputStreamReader(EventFile.open(file), StandardCharsets.UTF_8));
  }

  private static List<String> header(CsvRecord record) {
    List<String> names = new ArrayList<>(record.getFields());
    names.set(0, names.get(0).replaceFirst("^\uFEFF", ""));
    return names;
  }
}
