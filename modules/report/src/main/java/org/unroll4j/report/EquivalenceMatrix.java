package org.unroll4j.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.unroll4j.report.EquivalenceRecord.Column;
import org.unroll4j.report.EquivalenceRecord.Comparison;
import org.unroll4j.report.EquivalenceRecord.Verdict;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Matrix;
import org.unroll4j.report.page.Matrix.Head;
import org.unroll4j.report.page.Matrix.Line;
import org.unroll4j.report.page.Matrix.Numbers;
import org.unroll4j.report.page.Matrix.Row;
import org.unroll4j.report.page.Matrix.Square;
import org.unroll4j.report.page.Section;

/** The matrix: a table of all cells, and one of each cell over its options. */
final class EquivalenceMatrix {

  private static final String INTRO =
      "A square says how large the error of its worst quantity is, the one nearest to its tolerance: "
          + "10⁻¹³ is about 0.0000000000001, and 0 is the same to the last bit. The error is the "
          + "largest |a − b| / (1 + |b|) over all elements, b being the peer's. Point at a square, or "
          + "open it, for all of its quantities.";

  private final EquivalenceRecord record;
  private final EquivalenceRegister register;
  private final List<Column> columns;
  private final Map<String, Map<String, Map<Column, List<Comparison>>>> cells;
  private int numbered;

  /**
   * A matrix.
   *
   * @param register what its verdicts refer to
   */
  EquivalenceMatrix(EquivalenceRecord record, EquivalenceRegister register) {
    this.record = record;
    this.register = register;
    this.columns = columns(record);
    this.cells = new LinkedHashMap<>();
    for (Comparison one : record.comparisons()) {
      cells
          .computeIfAbsent(one.cell(), cell -> new LinkedHashMap<>())
          .computeIfAbsent(one.option(), option -> new LinkedHashMap<>())
          .computeIfAbsent(one.column(), column -> new ArrayList<>())
          .add(one);
    }
  }

  /**
   * Those where anything could be compared: by peer, then engine, then type, each in the order of
   * the record.
   */
  private static List<Column> columns(EquivalenceRecord record) {
    Set<Column> known = new LinkedHashSet<>();
    record.comparisons().stream()
        .filter(Comparison::isCompared)
        .forEach(one -> known.add(one.column()));
    List<String> peers = List.copyOf(record.peers());
    List<String> engines = known.stream().map(Column::engine).distinct().toList();
    List<String> types = known.stream().map(Column::type).distinct().toList();
    return known.stream()
        .sorted(
            Comparator.<Column>comparingInt(one -> peers.indexOf(one.peer()))
                .thenComparingInt(one -> engines.indexOf(one.engine()))
                .thenComparingInt(one -> types.indexOf(one.type())))
        .toList();
  }

  Section section() {
    List<Block> blocks = new ArrayList<>();
    if (columns.isEmpty()) {
      return new Section("matrix", "Cell by cell", "", List.of());
    }
    if (cells.size() > 1) {
      blocks.add(overview());
    }
    int index = 0;
    for (String cell : cells.keySet()) {
      blocks.add(table(anchor(index++), cell));
    }
    return new Section("matrix", "Cell by cell", INTRO, blocks);
  }

  private static String anchor(int cell) {
    return "cell-" + (cell + 1);
  }

  private Matrix overview() {
    List<Row> rows = new ArrayList<>();
    cells.forEach(
        (cell, options) -> {
          String anchor = anchor(rows.size());
          rows.add(
              row(
                  EquivalenceRecord.cellName(cell),
                  anchor,
                  column ->
                      options.values().stream()
                          .flatMap(option -> option.getOrDefault(column, List.of()).stream())
                          .toList(),
                  some -> anchor));
        });
    return new Matrix(
        "overview", "All cells: the worst of every option", leftOut(), heads(), rows, List.of());
  }

  /** The columns in which nothing could be compared, and why. */
  private String leftOut() {
    Map<String, Set<String>> reasons = new LinkedHashMap<>();
    for (Comparison one : record.comparisons()) {
      if (!columns.contains(one.column())) {
        reasons
            .computeIfAbsent(record.who(one.column()), who -> new LinkedHashSet<>())
            .add(one.note());
      }
    }
    return reasons.isEmpty()
        ? ""
        : "Without a column, because nothing is offered there: "
            + reasons.entrySet().stream()
                .map(who -> who.getKey() + " (" + String.join("; ", who.getValue()) + ")")
                .collect(Collectors.joining(", "))
            + ".";
  }

  private Matrix table(String id, String cell) {
    List<Row> rows = new ArrayList<>();
    List<Numbers> numbers = new ArrayList<>();
    cells
        .get(cell)
        .forEach(
            (option, squares) ->
                rows.add(
                    row(
                        option,
                        "",
                        column -> squares.getOrDefault(column, List.of()),
                        some -> number(option, some, numbers))));
    List<Comparison> all =
        cells.get(cell).values().stream()
            .flatMap(option -> option.values().stream().flatMap(List::stream))
            .toList();
    return new Matrix(id, EquivalenceRecord.cellName(cell), counts(all), heads(), rows, numbers);
  }

  private Row row(
      String label,
      String target,
      Function<Column, List<Comparison>> behind,
      Function<List<Comparison>, String> anchor) {
    List<Square> squares = new ArrayList<>();
    for (Column column : columns) {
      List<Comparison> some = behind.apply(column);
      squares.add(some.isEmpty() ? Square.EMPTY : square(some, anchor.apply(some)));
    }
    return new Row(label, target, squares);
  }

  private static Square square(List<Comparison> some, String target) {
    Comparison worst = some.stream().max(Comparison.ALARM).orElseThrow();
    boolean partly =
        worst.isCompared() && some.stream().anyMatch(one -> one.verdict() == Verdict.NOT_OFFERED);
    String title =
        worst.isCompared()
            ? "%s: %s %s, tolerance %s"
                .formatted(
                    worst.verdict().label(),
                    worst.quantity(),
                    worst.errorText(),
                    worst.toleranceText())
            : worst.verdict().label();
    return new Square(
        worst.verdict().style() + (partly ? " part" : ""), text(worst), title, target);
  }

  private static String text(Comparison worst) {
    return switch (worst.verdict()) {
      case NOT_OFFERED -> "–";
      case EQUAL -> Double.isNaN(worst.error()) ? "=" : PowersOfTen.about(worst.error());
      case PEER_WRONG -> "✗ " + PowersOfTen.about(worst.error());
      case DIFFERENT -> "≠ " + PowersOfTen.about(worst.error());
    };
  }

  private String number(String option, List<Comparison> some, List<Numbers> numbers) {
    String id = "n-" + ++numbered;
    Map<Object, List<Comparison>> lines = new LinkedHashMap<>();
    for (Comparison one : some) {
      Object key = one.isCompared() ? one : one.note();
      lines.computeIfAbsent(key, together -> new ArrayList<>()).add(one);
    }
    numbers.add(
        new Numbers(
            id,
            option + " · " + record.who(some.get(0).column()),
            lines.values().stream().map(this::line).toList()));
    return id;
  }

  /** One comparison, or several that are not offered for the same reason. */
  private Line line(List<Comparison> together) {
    Comparison one = together.get(0);
    return new Line(
        together.stream().map(Comparison::quantity).collect(Collectors.joining(", ")),
        one.errorText(),
        one.where(),
        one.isCompared() ? one.toleranceText() : "",
        one.verdict().style(),
        one.verdict().label(),
        one.note().isEmpty() ? register.title(one.divergence()) : one.note(),
        register.anchor(one.divergence()));
  }

  private static String counts(List<Comparison> some) {
    List<String> parts = new ArrayList<>();
    for (Verdict verdict :
        List.of(Verdict.DIFFERENT, Verdict.EQUAL, Verdict.PEER_WRONG, Verdict.NOT_OFFERED)) {
      long count = some.stream().filter(one -> one.verdict() == verdict).count();
      if (count > 0) {
        parts.add(Unit.COUNT.format(count) + " " + verdict.label());
      }
    }
    return String.join(" · ", parts);
  }

  private List<List<Head>> heads() {
    return List.of(
        level(column -> column.peer(), column -> record.label(column.peer())),
        level(column -> column.peer() + "\n" + column.engine(), Column::engine),
        level(column -> column, Column::type));
  }

  /** Neighbours with the same key share a heading. */
  private List<Head> level(Function<Column, Object> key, Function<Column, String> text) {
    List<Head> heads = new ArrayList<>();
    for (int i = 0; i < columns.size(); ) {
      int end = i + 1;
      while (end < columns.size()
          && key.apply(columns.get(end)).equals(key.apply(columns.get(i)))) {
        end++;
      }
      heads.add(new Head(text.apply(columns.get(i)), end - i, edge(i)));
      i = end;
    }
    return heads;
  }

  /** Whether another peer begins here. */
  private boolean edge(int i) {
    return i == 0 || !columns.get(i).peer().equals(columns.get(i - 1).peer());
  }
}
