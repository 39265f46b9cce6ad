package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.unroll4j.report.page.Section;
import org.unroll4j.report.page.Table;
import org.unroll4j.report.page.Table.Cell;
import org.unroll4j.report.page.Table.Column;

/** Faults put in on purpose, and whether the matrix noticed them where it should. */
final class EquivalenceMutants {

  /** As many places are named. */
  private static final int PLACES = 3;

  private final List<JsonNode> mutants;

  EquivalenceMutants(JsonNode json) {
    this.mutants = Values.elements(json, "mutants");
  }

  int count() {
    return mutants.size();
  }

  /** How many were not noticed, or not where they should be, or elsewhere too. */
  int escaped() {
    return (int) mutants.stream().filter(mutant -> !isNoticed(mutant)).count();
  }

  private static boolean isNoticed(JsonNode mutant) {
    return mutant.path("asExpected").asBoolean();
  }

  Section section() {
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode mutant : mutants) {
      rows.add(
          List.of(
              Cell.of(Names.capital(Values.text(mutant, "mutant"))),
              new Cell(verdict(mutant), !isNoticed(mutant), complaint(mutant)),
              Cell.of(Values.text(mutant, "caught", Unit.COUNT)),
              Cell.of(Values.text(mutant, "where"))));
    }
    Table table =
        new Table(
            "Faults put in on purpose",
            List.of(
                Column.text("Fault"),
                Column.text("Noticed"),
                Column.number("Quantities that turned red"),
                Column.text("In the options")),
            rows);
    return new Section(
        "mutants",
        "Would it notice?",
        "Each of these faults was put into a layer, and the matrix computed again. It has to turn red "
            + "wherever the fault shows, and nowhere else.",
        rows.isEmpty() ? List.of() : List.of(table));
  }

  private static String verdict(JsonNode mutant) {
    if (isNoticed(mutant)) {
      return "✓\u00a0wherever it shows";
    }
    return Values.number(mutant, "caught").orElse(0) == 0 ? "no" : "not as it should";
  }

  private static String complaint(JsonNode mutant) {
    List<String> parts = new ArrayList<>();
    parts.addAll(places("Missed", mutant, "missed"));
    parts.addAll(places("Red where it should not be", mutant, "unexpected"));
    return String.join(" ", parts);
  }

  private static List<String> places(String what, JsonNode mutant, String key) {
    List<String> places = Values.elements(mutant, key).stream().map(JsonNode::asText).toList();
    if (places.isEmpty()) {
      return List.of();
    }
    int more = places.size() - PLACES;
    return List.of(
        what
            + ": "
            + String.join("; ", places.subList(0, Math.min(PLACES, places.size())))
            + (more > 0 ? "; and " + more + " more." : "."));
  }
}
