package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Table;
import org.unroll4j.report.page.Table.Cell;
import org.unroll4j.report.page.Table.Column;

/** Errors of forecasts by kind of series, store, product. */
final class ErrorTables {

  /** A table of more is not read by anybody. */
  private static final int MOST_ROWS = 200;

  private final Run run;
  private final List<Contender> shown;

  /** Shows the model, the best baseline by WAPE, and the attainable. */
  ErrorTables(Run run) {
    this.run = run;
    Optional<Contender> best = Contender.best(Contender.baselines(run), Metric.WAPE);
    this.shown =
        Contender.all(run).stream()
            .filter(
                c -> c.key().equals(Contender.MODEL) || c.isIdeal() || best.equals(Optional.of(c)))
            .toList();
  }

  /** How many series sell how much, and how well they are forecast. */
  List<Block> volumes(String heading, List<JsonNode> classes, List<String> names) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text(heading));
    columns.add(Column.number("Series"));
    shown.forEach(c -> columns.add(Column.number("WAPE, " + c.name())));
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode element : classes) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(names.get(rows.size())));
      row.add(Cell.of(Values.text(element, "series", Unit.COUNT)));
      shown.forEach(c -> row.add(cell(element, c, Metric.WAPE)));
      rows.add(row);
    }
    return rows.isEmpty()
        ? List.of()
        : List.of(new Table("By the size of a series", columns, rows));
  }

  /** A table for each key of the series, such as the store and the product. */
  List<Block> keys() {
    List<Block> tables = new ArrayList<>();
    for (Map.Entry<String, JsonNode> key : Values.entries(run.json(), "byKey")) {
      List<JsonNode> elements = largest(key.getValue());
      String caption = "By %s, the largest first".formatted(Names.words(key.getKey()));
      if (elements.size() > 1) {
        tables.add(
            table(caption, List.of(Names.capital(Names.words(key.getKey())), "value"), elements));
      }
    }
    return tables;
  }

  /** The largest series one by one. */
  List<Block> series() {
    List<JsonNode> elements =
        largest(Values.at(run.json(), "bySeries")).stream()
            .map(series -> Breakdown.withModel(series, series))
            .toList();
    double all = Values.number(run.json(), "data.series").orElse(elements.size());
    String caption =
        all > elements.size()
            ? "By series: the %d largest of %s".formatted(elements.size(), Unit.COUNT.format(all))
            : "By series, the largest first";
    return elements.size() < 2
        ? List.of()
        : List.of(table(caption, List.of("Series", "name"), elements));
  }

  /**
   * @param first heading of the first column, and where its text stands in an element
   */
  private Table table(String caption, List<String> first, List<JsonNode> elements) {
    Contender model = shown.get(0);
    List<Contender> columnsOf =
        shown.stream()
            .filter(c -> elements.stream().anyMatch(e -> has(c.within(e), Metric.WAPE)))
            .toList();
    List<Metric> further =
        List.of(Metric.BIAS, Metric.WQL, Metric.COVERAGE_80).stream()
            .filter(m -> elements.stream().anyMatch(e -> has(model.within(e), m)))
            .toList();
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text(first.get(0)));
    columns.add(Column.number("Total"));
    columns.add(Column.number("Values"));
    columnsOf.forEach(c -> columns.add(Column.number("WAPE, " + c.name())));
    further.forEach(m -> columns.add(Column.number(m.title())));
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode element : elements) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(Values.text(element, first.get(1))));
      row.add(Cell.of(Values.text(element, "total", Unit.NUMBER)));
      row.add(Cell.of(Values.text(element, "targets", Unit.COUNT)));
      columnsOf.forEach(c -> row.add(cell(element, c, Metric.WAPE)));
      further.forEach(m -> row.add(Cell.of(model.within(element).text(m))));
      rows.add(row);
    }
    return new Table(caption, columns, rows, true);
  }

  private static boolean has(Contender contender, Metric metric) {
    return contender.value(metric).isPresent();
  }

  /** In bold where the model and the best baseline meet and this is the better one. */
  private Cell cell(JsonNode element, Contender contender, Metric metric) {
    Contender own = contender.within(element);
    boolean strong =
        !contender.key().equals(Contender.ATTAINABLE)
            && shown.stream()
                .filter(c -> !c.key().equals(Contender.ATTAINABLE))
                .anyMatch(c -> own.beats(c.within(element), metric));
    return new Cell(own.text(metric), strong, "");
  }

  private static List<JsonNode> largest(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .sorted(
            Comparator.comparingDouble(
                (JsonNode element) -> -Values.number(element, "total").orElse(0)))
        .limit(MOST_ROWS)
        .toList();
  }
}
