package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.unroll4j.report.BenchmarkRecord.Measurement;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Section;
import org.unroll4j.report.page.Table;
import org.unroll4j.report.page.Table.Cell;
import org.unroll4j.report.page.Table.Column;

/** Memory, and a study from beginning to end. */
final class BenchmarkExtras {

  private final BenchmarkRecord record;

  BenchmarkExtras(BenchmarkRecord record) {
    this.record = record;
  }

  Section section() {
    List<Block> blocks = new ArrayList<>();
    add(blocks, allocation());
    add(blocks, memory());
    add(blocks, study());
    return new Section("more", "Memory, and a study from end to end", "", blocks);
  }

  private static void add(List<Block> blocks, Table table) {
    if (!table.rows().isEmpty()) {
      blocks.add(table);
    }
  }

  private Table allocation() {
    List<List<Cell>> rows = new ArrayList<>();
    for (Measurement one : record.measurements()) {
      if (!BenchmarkSweeps.isPoint(one.work())
          && Values.number(one.json(), "allocatedBytes").isPresent()) {
        rows.add(
            List.of(
                Cell.of(one.title()),
                Cell.of(Values.text(one.json(), "allocatedBytes", Unit.COUNT))));
      }
    }
    return new Table(
        "Bytes that unroll4j vector allocates on the Java heap each time",
        List.of(Column.text("Work"), Column.number("Bytes")),
        rows);
  }

  private Table memory() {
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode one : Values.elements(record.json(), "memory")) {
      rows.add(
          List.of(
              Cell.of(Values.text(one, "label")),
              Cell.of(Values.text(one, "peakMiB", Unit.COUNT)),
              Cell.of(Values.text(one, "medianMs", Unit.NUMBER))));
    }
    return new Table(
        "A long sequence, with all states kept and with every k-th",
        List.of(
            Column.text("How"),
            Column.number("MiB above those before the first step"),
            Column.number("Milliseconds")),
        rows);
  }

  private Table study() {
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode one : Values.elements(record.json(), "session")) {
      rows.add(
          List.of(
              Cell.of(Values.text(one, "label")),
              Cell.of(Values.text(one, "eventsPerSecond", Unit.COUNT)),
              Cell.of(Values.text(one, "trainSeconds", Unit.NUMBER)),
              Cell.of(Values.text(one, "ratioToOurs", Unit.NUMBER))));
    }
    return new Table(
        "Training the session study",
        List.of(
            Column.text("Implementation"),
            Column.number("Events per second"),
            Column.number("Seconds"),
            Column.number("Time / ours")),
        rows);
  }
}
