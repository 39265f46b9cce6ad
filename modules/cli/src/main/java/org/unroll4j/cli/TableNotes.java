package org.unroll4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.studies.demand.DemandModel;
import picocli.CommandLine.Model.CommandSpec;

/** Says on standard error what was odd about a table, such as rows that were left out. */
final class TableNotes {

  private TableNotes() {}

  static void print(CommandSpec spec, DemandModel model, SeriesTable table) {
    PrintWriter err = spec.commandLine().getErr();
    Path file = Path.of(table.report().source()).getFileName();
    model.notes(table).forEach(note -> err.printf("unroll: %s: %s%n", file, note));
    err.flush();
  }
}
