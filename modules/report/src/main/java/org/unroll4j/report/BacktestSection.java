package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Section;
import org.unroll4j.report.page.Table;
import org.unroll4j.report.page.Table.Cell;
import org.unroll4j.report.page.Table.Column;

/** The same forecast, made again from several days on. */
final class BacktestSection {

  private final Run run;
  private final List<JsonNode> folds;

  BacktestSection(Run run) {
    this.run = run;
    this.folds =
        Values.elements(run.json(), "backtest.folds").stream()
            .map(fold -> Breakdown.withModel(fold, fold.path("metrics")))
            .toList();
  }

  Section section() {
    List<String> origins = folds.stream().map(fold -> time(fold, "origin")).toList();
    Breakdown parts = Breakdown.labelled(folds, Axis.of("Forecast from (UTC)", origins));
    List<Block> blocks = new ArrayList<>();
    for (Metric metric : List.of(Metric.WAPE, Metric.WQL)) {
      blocks.addAll(
          parts
              .chart(contenders(), metric)
              .figure(
                  "fold-" + metric.path(),
                  metric.title() + " of each fold",
                  "A line that stays below the others is ahead whenever one looks.",
                  false));
    }
    if (!folds.isEmpty()) {
      blocks.add(table(origins));
    }
    return new Section(
        "backtest",
        "Was it luck? Other times, the same question",
        "Each fold forecasts from another moment and knows nothing of what came after it.",
        blocks);
  }

  private static String time(JsonNode fold, String key) {
    return Dates.minute(Values.text(fold, key)).replace(" UTC", "");
  }

  /** The baselines of the folds: not all of the record need be among them. */
  private List<Contender> contenders() {
    List<Contender> all = new ArrayList<>();
    all.add(Contender.model(run));
    List<String> keys =
        folds.stream()
            .flatMap(fold -> Values.entries(fold, "baselines").stream())
            .map(entry -> entry.getKey())
            .distinct()
            .toList();
    for (String key : keys) {
      all.add(new Contender(key, Names.baseline(key), "baseline-" + all.size(), overall(key)));
    }
    return all;
  }

  private JsonNode overall(String key) {
    return Values.at(run.json(), "baselines").path(key);
  }

  private Table table(List<String> origins) {
    List<Contender> all = contenders();
    Contender model = all.get(0);
    Optional<Contender> best = Contender.best(all.subList(1, all.size()), Metric.WAPE);
    List<Contender> shown = new ArrayList<>(List.of(model));
    best.ifPresent(shown::add);
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.number("Fold"),
                Column.text("Forecast from (UTC)"),
                Column.text("Trained to (UTC)")));
    for (Contender contender : shown) {
      columns.add(Column.number("WAPE, " + contender.name()));
      columns.add(Column.number("WQL, " + contender.name()));
    }
    columns.add(Column.number(Metric.COVERAGE_80.title()));
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode fold : folds) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(Values.text(fold, "fold", Unit.COUNT)));
      row.add(Cell.of(origins.get(rows.size())));
      row.add(Cell.of(time(fold, "trainedTo")));
      for (Contender contender : shown) {
        row.add(Cell.of(contender.within(fold).text(Metric.WAPE)));
        row.add(Cell.of(contender.within(fold).text(Metric.WQL)));
      }
      row.add(Cell.of(model.within(fold).text(Metric.COVERAGE_80)));
      rows.add(row);
    }
    return new Table("Fold by fold", columns, rows);
  }
}
