package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Section;
import org.unroll4j.report.page.Table;
import org.unroll4j.report.page.Table.Cell;
import org.unroll4j.report.page.Table.Column;

/** Where the time of our engine goes, part by part. */
final class BenchmarkProfile {

  private final JsonNode json;

  BenchmarkProfile(JsonNode json) {
    this.json = json;
  }

  Section section() {
    Map<String, List<JsonNode>> byWork = new LinkedHashMap<>();
    for (JsonNode one : Values.elements(json, "profile")) {
      byWork.computeIfAbsent(Values.text(one, "title"), work -> new ArrayList<>()).add(one);
    }
    List<Block> blocks = new ArrayList<>();
    byWork.forEach((work, parts) -> blocks.add(table(work, parts)));
    return new Section(
        "profile",
        "Where our time goes",
        "Time of all threads of unroll4j vector in each part, with clocks around every product and "
            + "around the gates. The last column is what the part would take at the rate of the "
            + "floor, divided by what it took; the last but one says how much of the whole would "
            + "be saved if it ran at that rate.",
        blocks);
  }

  private static Table table(String work, List<JsonNode> parts) {
    List<List<Cell>> rows =
        parts.stream()
            .map(
                one ->
                    List.of(
                        Cell.of(Values.text(one, "phase")),
                        Cell.of(Values.text(one, "threadMs", Unit.NUMBER)),
                        Cell.of(Values.text(one, "share", Unit.SHARE)),
                        Cell.of(aboveFloor(one)),
                        Cell.of(Values.text(one, "shareOfFloor", Unit.SHARE))))
            .toList();
    return new Table(
        work,
        List.of(
            Column.text("Part"),
            Column.number("Milliseconds of all threads"),
            Column.number("Share of the whole"),
            Column.number("Of that above the floor"),
            Column.number("Share of the floor")),
        rows);
  }

  private static String aboveFloor(JsonNode part) {
    OptionalDouble share = Values.number(part, "share");
    OptionalDouble ofFloor = Values.number(part, "shareOfFloor");
    return share.isPresent() && ofFloor.isPresent()
        ? Unit.SHARE.format(share.getAsDouble() * (1 - ofFloor.getAsDouble()))
        : "";
  }
}
