package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.unroll4j.report.EquivalenceRecord.Comparison;
import org.unroll4j.report.EquivalenceRecord.Verdict;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Facts;
import org.unroll4j.report.page.Page;
import org.unroll4j.report.page.Section;
import org.unroll4j.report.page.Table;
import org.unroll4j.report.page.Table.Cell;
import org.unroll4j.report.page.Table.Column;

/** The page of an equivalence matrix: can these layers be trusted? */
final class EquivalencePage {

  /** More places than these are in the matrix. */
  private static final int PLACES = 100;

  private final EquivalenceRecord record;

  EquivalencePage(JsonNode json) {
    this.record = new EquivalenceRecord(json);
  }

  Page page() {
    EquivalenceAnswer answer = new EquivalenceAnswer(record);
    EquivalenceRegister register = new EquivalenceRegister(record);
    List<Section> sections = new ArrayList<>();
    sections.add(places());
    sections.add(peers());
    sections.add(new EquivalenceMatrix(record, register).section());
    sections.add(new EquivalenceGrowth(record).section());
    sections.add(register.section());
    sections.add(new EquivalenceMutants(record.json()).section());
    sections.add(provenance());
    return new Page(
        "Equivalence",
        "Unroll4J beside its peers",
        "Can these layers be trusted?",
        answer.answer(),
        answer.tiles(),
        List.of(),
        sections,
        "Drawn by Unroll4J from the record's result.json, which holds every figure of this page.");
  }

  private Section places() {
    List<Comparison> different =
        record.of(Verdict.DIFFERENT).stream().sorted(Comparison.ALARM.reversed()).toList();
    List<List<Cell>> rows = new ArrayList<>();
    for (Comparison one : different.subList(0, Math.min(PLACES, different.size()))) {
      rows.add(
          List.of(
              new Cell(
                  EquivalenceRecord.cellName(one.cell()) + " · " + one.option(),
                  false,
                  record.who(one.column())),
              new Cell(one.errorText(), true, ""),
              Cell.of(one.toleranceText()),
              new Cell(one.quantity(), false, one.where()),
              Cell.of(one.note())));
    }
    Table table =
        new Table(
            different.size() > PLACES
                ? "The worst %d of %s".formatted(PLACES, Unit.COUNT.format(different.size()))
                : "Every difference, the worst first",
            List.of(
                Column.text("Where"),
                Column.number("Error"),
                Column.number("Tolerance"),
                Column.text("Quantity"),
                Column.text("Note")),
            rows);
    return new Section(
        "differences",
        "Where it differs",
        "Unroll4J and a peer disagree by more than the tolerance, and the register does not say why.",
        rows.isEmpty() ? List.of() : List.of(table));
  }

  private Section peers() {
    List<List<Cell>> rows = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    for (String peer : record.peers()) {
      List<Comparison> asked =
          record.comparisons().stream().filter(one -> one.column().peer().equals(peer)).toList();
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(Names.capital(record.label(peer))));
      for (Verdict verdict :
          List.of(Verdict.EQUAL, Verdict.DIFFERENT, Verdict.PEER_WRONG, Verdict.NOT_OFFERED)) {
        row.add(count(asked, verdict));
      }
      row.add(closest(asked));
      rows.add(row);
    }
    if (!rows.isEmpty()) {
      blocks.add(
          new Table(
              "Comparisons with each peer",
              List.of(
                  Column.text("Peer"),
                  Column.number("Equal"),
                  Column.number("Different"),
                  Column.number("Peer wrong"),
                  Column.number("Not offered"),
                  Column.text("Closest call of those that are equal")),
              rows));
    }
    return new Section("peers", "Compared with whom", "", blocks);
  }

  private static Cell count(List<Comparison> asked, Verdict verdict) {
    long count = asked.stream().filter(one -> one.verdict() == verdict).count();
    return new Cell(
        count == 0 ? "–" : Unit.COUNT.format(count), count > 0 && verdict == Verdict.DIFFERENT, "");
  }

  private static Cell closest(List<Comparison> asked) {
    return EquivalenceRecord.worst(
            asked.stream().filter(one -> one.verdict() == Verdict.EQUAL).toList())
        .map(
            one ->
                new Cell(
                    "%s, tolerance %s".formatted(one.errorText(), one.toleranceText()),
                    false,
                    "%s · %s · %s"
                        .formatted(
                            EquivalenceRecord.cellName(one.cell()), one.option(), one.quantity())))
        .orElse(Cell.of(asked.isEmpty() ? "not asked in this run" : ""));
  }

  private Section provenance() {
    List<Block> blocks = new ArrayList<>();
    Facts.Builder made = new Facts.Builder("Provenance");
    for (Map.Entry<String, JsonNode> fact : Values.entries(record.json(), "provenance")) {
      if (fact.getValue().isObject()) {
        Facts.Builder facts = new Facts.Builder(Names.fact(fact.getKey()));
        fact.getValue().properties().forEach(one -> add(facts, one.getKey(), one.getValue()));
        blocks.addAll(facts.blocks());
      } else {
        add(made, fact.getKey(), fact.getValue());
      }
    }
    blocks.addAll(0, made.blocks());
    for (String peer : record.peers()) {
      Facts.Builder facts = new Facts.Builder(Names.capital(record.label(peer)));
      record.json().path("peers").path(peer).properties().stream()
          .filter(fact -> !fact.getKey().equals("label"))
          .forEach(fact -> add(facts, fact.getKey(), fact.getValue()));
      blocks.addAll(facts.blocks());
    }
    return new Section("record", "How it was made", "", blocks);
  }

  private static void add(Facts.Builder facts, String key, JsonNode value) {
    facts.add(
        Names.fact(key),
        value.isContainerNode() ? value.toString() : Dates.minute(value.asText("")));
  }
}
