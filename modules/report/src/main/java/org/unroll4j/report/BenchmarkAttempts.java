package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.unroll4j.report.page.Section;
import org.unroll4j.report.page.Table;
import org.unroll4j.report.page.Table.Cell;
import org.unroll4j.report.page.Table.Column;

/** What was tried to reach the targets of our engine that are not reached. */
final class BenchmarkAttempts {

  private record Attempt(String idea, String outcome) {}

  private static final List<Attempt> ATTEMPTS =
      List.of(
          new Attempt(
              "A higher limit for the traps that Java's compiler adds up over all it inlines",
              "Taken. Without it some runs on JDK 17 need nearly twice the time."),
          new Attempt(
              "Columns for the weights' gradients turned in registers while they are packed",
              "Taken. Small layers gain a little, large ones nothing."),
          new Attempt(
              "Panels three vectors wide; tiles of six or twelve rows; panels 64 to 256 deep",
              "No faster, or slower. Twelve rows are too much for the JIT's first compiler."),
          new Attempt(
              "One or two values of the depth at a time instead of four", "A little slower."),
          new Attempt(
              "Threads that share each step's product instead of the sequences",
              "Slower, but for very few sequences, where it is done."),
          new Attempt(
              "Sums that begin with the result instead of being added to it at the end",
              "Gradients round worse than the contract of the engines allows."),
          new Attempt(
              "Sums that go through a small array",
              "Slower on JDK 25; on JDK 17 vectors may go through the heap."),
          new Attempt("Results at cache lines; huge pages", "No difference."),
          new Attempt(
              "Gates computed while the sums of a product are still in registers; one product for"
                  + " both gradients of the weights",
              "Not tried yet."));

  private final JsonNode json;

  BenchmarkAttempts(JsonNode json) {
    this.json = json;
  }

  /** Without a table, and so not on the page, if every target is reached. */
  Section section() {
    boolean allReached =
        Values.elements(json, "targets").stream()
            .allMatch(target -> target.path("reached").asBoolean());
    Table table =
        new Table(
            "What was tried",
            List.of(Column.text("Idea"), Column.text("What came of it")),
            ATTEMPTS.stream()
                .map(one -> List.of(Cell.of(one.idea), Cell.of(one.outcome)))
                .toList());
    return new Section(
        "attempts",
        "What was tried to come nearer",
        "Most of what is missing lies in the products above: their panels, the remembered steps and"
            + " the results pass through the second cache together.",
        allReached ? List.of() : List.of(table));
  }
}
