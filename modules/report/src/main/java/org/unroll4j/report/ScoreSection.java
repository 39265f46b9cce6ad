package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Section;
import org.unroll4j.report.page.Table;
import org.unroll4j.report.page.Table.Cell;
import org.unroll4j.report.page.Table.Column;

/** Forecasts of demand beside those of the baselines and the attainable. */
final class ScoreSection {

  private static final Map.Entry<Metric, String> WAPE =
      Map.entry(
          Metric.WAPE,
          "The absolute errors of the median as a share of the sum of all values. Lower is better.");

  private static final Map.Entry<Metric, String> WQL =
      Map.entry(
          Metric.WQL,
          "How good the whole distribution is: the quantile losses from 10 to 90\u202f% as a share "
              + "of the sum of all values. Of a single number it is the WAPE. Lower is better.");

  private final Run run;
  private final List<Contender> contenders;
  private final List<Contender> judged;

  ScoreSection(Run run) {
    this.run = run;
    this.contenders = Contender.all(run);
    this.judged = contenders.stream().filter(c -> !c.key().equals(Contender.ATTAINABLE)).toList();
  }

  Section section() {
    List<Block> blocks = new ArrayList<>();
    blocks.addAll(charts());
    String best = judged.size() > 1 ? ", the best in bold" : "";
    addTable(blocks, "Single forecasts on the test part" + best, Metric.POINTS);
    addTable(blocks, "Ranges on the test part" + best, Metric.RANGES);
    sellable(blocks);
    tests(blocks);
    return new Section(
        "baselines",
        judged.size() > 1 ? "Against the baselines" : "All metrics",
        "All were judged on the same values of the test part. WAPE, MAE, sMAPE and MASE judge the "
            + "median of a forecast, RMSE, bias and RMSSE its mean. Of errors and losses less is "
            + "better; an interval should hold what it says and be narrow.",
        blocks);
  }

  /** Where something was sold out, the error with and without that; elsewhere error and loss. */
  private List<Block> charts() {
    if (contenders.size() == 1) {
      return List.of();
    }
    List<Contender> elsewhere =
        having(contenders.stream().map(Contender::sellable).toList(), List.of(Metric.WAPE));
    List<Contender> everywhere =
        contenders.stream()
            .filter(c -> !c.key().equals(Contender.ATTAINABLE) || c.isIdeal())
            .toList();
    List<Block> charts = new ArrayList<>(dots("wape-dots", "on the test part", WAPE, everywhere));
    charts.addAll(
        elsewhere.isEmpty()
            ? dots("wql-dots", "on the test part", WQL, everywhere)
            : dots("sellable-dots", "where nothing was sold out", WAPE, elsewhere));
    return charts;
  }

  private static List<Block> dots(
      String id, String where, Map.Entry<Metric, String> what, List<Contender> rows) {
    DotChart chart = new DotChart(what.getKey());
    rows.forEach(c -> chart.add(c.name(), c));
    return chart.figure(id, what.getKey().title() + " " + where, what.getValue());
  }

  private void addTable(List<Block> blocks, String caption, List<Metric> metrics) {
    List<Contender> rows = new ArrayList<>(contenders);
    JsonNode validation = Values.at(run.json(), "metrics.validation");
    if (validation.isObject()) {
      String name = judged.get(0).name() + ", validation part";
      rows.add(new Contender("validation", name, Contender.MODEL, validation));
    }
    boolean again = metrics.equals(Metric.RANGES);
    List<Contender> shown = again ? rows.stream().map(Contender::bare).toList() : rows;
    List<Contender> among = again ? judged.stream().map(Contender::bare).toList() : judged;
    add(blocks, Tables.metrics(caption, metrics, having(shown, metrics), among));
  }

  /** Those who have one of the metrics. */
  private static List<Contender> having(List<Contender> rows, List<Metric> metrics) {
    return rows.stream()
        .filter(row -> metrics.stream().anyMatch(metric -> row.value(metric).isPresent()))
        .toList();
  }

  private static void add(List<Block> blocks, Table table) {
    if (table.columns().size() > 1 && !table.rows().isEmpty()) {
      blocks.add(table);
    }
  }

  private void sellable(List<Block> blocks) {
    List<Contender> rows =
        having(contenders.stream().map(Contender::sellable).toList(), Metric.SHORT);
    List<Contender> among =
        rows.stream().filter(row -> !row.key().equals(Contender.ATTAINABLE)).toList();
    add(
        blocks,
        Tables.metrics(
            "The same without what was sold out, as sales then say less than demand",
            Metric.SHORT,
            rows,
            among));
  }

  private void tests(List<Block> blocks) {
    List<Contender> tested =
        contenders.stream()
            .filter(Contender::isBaseline)
            .filter(c -> DemandStanding.test(run, c).has("metric"))
            .toList();
    boolean losses = tested.stream().anyMatch(c -> DemandStanding.test(run, c).has("wql"));
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("Network against"));
    columns.add(Column.number("Absolute errors, mean difference"));
    columns.add(Column.number("p-value"));
    if (losses) {
      columns.add(Column.number("Quantile losses, mean difference"));
      columns.add(Column.number("p-value"));
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (Contender baseline : tested) {
      JsonNode test = DemandStanding.test(run, baseline);
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(Names.capital(baseline.name())));
      row.addAll(cells(test));
      if (losses) {
        row.addAll(cells(test.path("wql")));
      }
      rows.add(row);
    }
    if (!rows.isEmpty()) {
      blocks.add(new Table("Is the difference more than chance? " + method(), columns, rows));
    }
  }

  private static List<Cell> cells(JsonNode test) {
    OptionalDouble pValue = Values.number(test, "pValue");
    String p = pValue.isPresent() ? DemandAnswer.p(pValue) : "";
    String verdict =
        pValue.isPresent()
            ? verdict(test, pValue.getAsDouble())
            : Values.text(test, "note").isEmpty() ? "" : "cannot tell";
    return List.of(
        Cell.of(Values.text(test, "meanDifference", Unit.AMOUNT)),
        new Cell(p.replaceFirst("^p\u00a0(=\u00a0)?", ""), false, verdict));
  }

  /** How all baselines were tested. */
  private String method() {
    return Values.entries(run.json(), "differences").stream()
        .map(
            test -> {
              String periods = Values.text(test.getValue(), "periods", Unit.COUNT);
              String method = Values.text(test.getValue(), "method");
              return periods.isEmpty() || method.isEmpty()
                  ? method
                  : "%s, over %s periods".formatted(method, periods);
            })
        .filter(method -> !method.isEmpty())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static String verdict(JsonNode test, double pValue) {
    if (pValue >= DemandStanding.CERTAIN) {
      return "cannot be told apart";
    }
    return Values.number(test, "meanDifference").orElse(0) < 0
        ? "the network is better"
        : "the baseline is better";
  }
}
