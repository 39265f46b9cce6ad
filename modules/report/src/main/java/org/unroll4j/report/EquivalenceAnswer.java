package org.unroll4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.unroll4j.report.EquivalenceRecord.Comparison;
import org.unroll4j.report.EquivalenceRecord.Verdict;
import org.unroll4j.report.page.Answer;
import org.unroll4j.report.page.Tile;

/** What a matrix of equivalence says, in words and in a few figures. */
final class EquivalenceAnswer {

  private final EquivalenceRecord record;
  private final List<Comparison> equal;
  private final List<Comparison> different;
  private final List<Comparison> wrong;
  private final EquivalenceMutants mutants;

  EquivalenceAnswer(EquivalenceRecord record) {
    this.record = record;
    this.equal = record.of(Verdict.EQUAL);
    this.different = record.of(Verdict.DIFFERENT);
    this.wrong = record.of(Verdict.PEER_WRONG);
    this.mutants = new EquivalenceMutants(record.json());
  }

  Answer answer() {
    List<String> details = new ArrayList<>();
    first().ifPresent(details::add);
    peers().ifPresent(details::add);
    closest().ifPresent(details::add);
    errors().ifPresent(details::add);
    return new Answer(verdict(), headline(), details);
  }

  private Answer.Verdict verdict() {
    if (!different.isEmpty() || mutants.escaped() > 0) {
      return Answer.Verdict.DIFFERENT;
    }
    return equal.isEmpty() ? Answer.Verdict.NONE : Answer.Verdict.EQUAL;
  }

  private String headline() {
    int compared = compared();
    if (compared + wrong.size() == 0) {
      return "Nothing was compared.";
    }
    if (!different.isEmpty()) {
      return "%s of %s differ%s by more than the tolerance."
          .formatted(
              Unit.COUNT.format(different.size()),
              counted(compared, "comparison"),
              different.size() == 1 ? "s" : "");
    }
    if (mutants.escaped() > 0) {
      return "%s of %s put in on purpose went unnoticed, or showed elsewhere: do not rely on this matrix."
          .formatted(mutants.escaped(), counted(mutants.count(), "fault"));
    }
    return wrong.isEmpty()
        ? "All %s are equal within their tolerance.".formatted(counted(compared, "comparison"))
        : "All %s are equal within their tolerance, wherever the peer itself is right."
            .formatted(counted(compared, "comparison"));
  }

  /** Those that can be equal or different. */
  private int compared() {
    return equal.size() + different.size();
  }

  private Optional<String> first() {
    return different.stream()
        .max(Comparison.ALARM)
        .map(
            one ->
                Double.isNaN(one.error())
                    ? "The worst: %s has no number. %s".formatted(what(one), one.note()).strip()
                    : "The worst: %s is off by %s; %s is tolerated."
                        .formatted(what(one), one.errorText(), one.toleranceText()));
  }

  private Optional<String> closest() {
    return EquivalenceRecord.worst(equal)
        .map(
            one ->
                "The closest call among those that are equal: %s is off by %s; %s is tolerated."
                    .formatted(what(one), one.errorText(), one.toleranceText()));
  }

  private String what(Comparison one) {
    return "%s%s of %s, %s, %s"
        .formatted(
            one.quantity(),
            one.where().isEmpty() ? "" : " at " + one.where(),
            EquivalenceRecord.cellName(one.cell()),
            one.option(),
            record.who(one.column()));
  }

  private Optional<String> peers() {
    List<String> asked =
        record.comparisons().stream()
            .filter(Comparison::isCompared)
            .map(one -> record.label(one.column().peer()))
            .distinct()
            .toList();
    return asked.isEmpty()
        ? Optional.empty()
        : Optional.of("Compared with " + String.join(", ", asked) + ".");
  }

  private Optional<String> errors() {
    return wrong.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "In %s the peer itself is wrong; the register below says why, with a third number that decides."
                .formatted(counted(wrong.size(), "further comparison")));
  }

  List<Tile> tiles() {
    List<Tile> tiles = new ArrayList<>();
    if (record.comparisons().isEmpty()) {
      return tiles;
    }
    tiles.add(
        new Tile(
            "Equal",
            Unit.COUNT.format(equal.size()),
            List.of("of " + counted(compared(), "comparison"))));
    tiles.add(
        new Tile(
            "Different",
            Unit.COUNT.format(different.size()),
            List.of(different.isEmpty() ? "none" : "listed below")));
    for (String type : List.of("double", "float")) {
      largest(type).ifPresent(tiles::add);
    }
    tiles.add(
        new Tile(
            "The peer is wrong",
            Unit.COUNT.format(wrong.size()),
            List.of(
                counted(Values.elements(record.json(), "register").size(), "known divergence"))));
    tiles.add(
        new Tile(
            "Not offered by the peer",
            Unit.COUNT.format(record.of(Verdict.NOT_OFFERED).size()),
            List.of("could not be compared")));
    if (mutants.count() > 0) {
      tiles.add(
          new Tile(
              "Faults noticed",
              mutants.count() - mutants.escaped() + " of " + mutants.count(),
              List.of("put in on purpose")));
    }
    return tiles;
  }

  private Optional<Tile> largest(String type) {
    return EquivalenceRecord.worst(
            equal.stream().filter(one -> one.column().type().equals(type)).toList())
        .map(
            one ->
                new Tile(
                    "Nearest to its tolerance, " + type,
                    one.errorText(),
                    List.of(
                        "tolerance " + one.toleranceText(),
                        EquivalenceRecord.cellName(one.cell()) + " · " + one.quantity())));
  }

  static String counted(long count, String noun) {
    return Unit.COUNT.format(count) + " " + noun + (count == 1 ? "" : "s");
  }
}
