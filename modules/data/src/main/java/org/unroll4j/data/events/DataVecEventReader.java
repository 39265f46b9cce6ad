package org.unroll4j.data.events;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.datavec.api.records.reader.impl.csv.CSVRecordReader;
import org.datavec.api.split.InputStreamInputSplit;
import org.datavec.api.transform.TransformProcess;
import org.datavec.api.transform.condition.ConditionOp;
import org.datavec.api.transform.condition.column.StringColumnCondition;
import org.datavec.api.transform.schema.Schema;
import org.datavec.api.writable.DoubleWritable;
import org.datavec.api.writable.Writable;
import org.unroll4j.data.DataException;
import org.unroll4j.data.table.TableFiles;
import org.unroll4j.data.table.TableHeader;

/**
 * Reads event files, CSV only, through DataVec: schema, {@link CSVRecordReader} and {@link
 * TransformProcess}. It gives the same table as {@link EventReader}, row by row in lists of
 * Writables and therefore slower; it is there for pipelines that add DataVec transformations of
 * their own. Cells that hold a line break are known to {@link EventReader} only.
 */
public final class DataVecEventReader {
  private DataVecEventReader() {}

  /** All columns of the file as text. */
  public static Schema schema(List<String> header) {
    return new Schema.Builder().addColumnsString(header.toArray(String[]::new)).build();
  }

  /**
   * Keeps the named columns in the order of {@link EventColumns}, reads the time and the numbers;
   * an empty number becomes NaN.
   */
  public static TransformProcess transform(
      Schema schema, EventColumns columns, ReadOptions options) {
    List<String> kept = columns.all();
    TransformProcess.Builder process =
        new TransformProcess.Builder(schema)
            .removeAllColumnsExceptFor(kept)
            .reorderColumns(kept.toArray(String[]::new))
            .transform(new EventTimeTransform(columns.time(), options.timeFormat()));
    for (String column : columns.numeric()) {
      process
          .conditionalReplaceValueTransform(
              column,
              new DoubleWritable(Double.NaN),
              new StringColumnCondition(column, ConditionOp.Equal, ""))
          .convertToDouble(column);
    }
    return process.build();
  }

  /**
   * Reads the whole file.
   *
   * @throws DataException if the file, a column or all events are missing, or if more rows are
   *     malformed than the options allow
   */
  public static EventTable read(Path file, EventColumns columns, ReadOptions options) {
    try (CSVRecordReader csv = new CSVRecordReader(1)) {
      List<String> header = header(file);
      new TableHeader(file.toString(), header).find(columns.all());
      WritableParser parser =
          new WritableParser(header.size(), columns, transform(schema(header), columns, options));
      csv.initialize(new InputStreamInputSplit(TableFiles.text(file)));
      RowCollector rows = new RowCollector(file.toString(), "line", columns, options);
      for (long line = 2; csv.hasNext(); line++) {
        List<Writable> cells = csv.next();
        if (cells.size() > 1 || !cells.get(0).toString().isEmpty()) {
          rows.add(line, () -> parser.parse(cells));
        }
      }
      return rows.finish(TableFiles.sha256(file));
    } catch (IOException e) {
      throw new DataException("%s: cannot be read (%s).".formatted(file, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("%s: reading was interrupted.".formatted(file), e);
    }
  }

  private static List<String> header(Path file) throws IOException {
    try (BufferedReader text =
        new BufferedReader(new InputStreamReader(TableFiles.text(file), StandardCharsets.UTF_8))) {
      String line = text.readLine();
      if (line == null) {
        throw new DataException("%s: the file is empty; expected a header line.".formatted(file));
      }
      return List.of(line.replaceFirst("^\\uFEFF", "").split(",", -1));
    }
  }
}
