package org.unroll4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll4j.report.page.Figure;
import org.unroll4j.report.page.Page;
import org.unroll4j.report.page.Table;
import org.unroll4j.report.page.Table.Cell;

/** What the page of a forecast shows. */
class DemandPageTest {

  @Test
  void leavesOutWhatTheRunDoesNotHave() {
    assertThat(sections(DemandFixture.hour(1)))
        .containsExactly(
            "baselines",
            "fans",
            "errors",
            "calibration-section",
            "attention",
            "anomalies",
            "learning",
            "data",
            "record");
    assertThat(sections(DemandFixture.backtest(1))).contains("backtest");
    assertThat(sections(DemandFixture.points(1))).doesNotContain("calibration-section");
    assertThat(sections(DemandFixture.empty())).isEmpty();
    assertThat(ids(DemandFixture.hour(1))).doesNotContain("step-wape");
    assertThat(ids(DemandFixture.day(1))).contains("step-wape");
    String html = PageWriter.render(page(DemandFixture.withoutAttainable(DemandFixture.day(1))));
    assertThat(html.replaceAll("(?s)<(script|style)[^>]*>.*?</\\1>", ""))
        .doesNotContain("ttainable");
  }

  @Test
  void marksTheBestOfThoseWhoAreJudgedOnly() {
    Table points = table(DemandFixture.hour(1), "Single forecasts");
    assertThat(strong(points, "WAPE")).containsExactly("GRU");
    Table beaten = table(DemandFixture.beaten(1), "Single forecasts");
    assertThat(strong(beaten, "WAPE")).containsExactly("Boosted trees");
    Table ranges = table(DemandFixture.hour(1), "Ranges");
    assertThat(strong(ranges, "In the 80\u202f% interval")).isEmpty();
    assertThat(ranges.rows())
        .extracting(row -> row.get(0).text())
        .doesNotContain("Last value")
        .contains("28-day same-time median");
  }

  @Test
  void comparesTheLawOfDemandOnlyWhereNothingWasSoldOut() {
    ObjectNode json = DemandFixture.hour(1);
    json.withObject("/attainable/sellable").put("wape", 0.374);
    assertThat(figure(json, "wape-dots").numbers().rows())
        .extracting(row -> row.get(0).text())
        .doesNotContain("Law of true demand", "Best attainable");
    assertThat(figure(json, "sellable-dots").numbers().rows())
        .extracting(row -> row.get(0).text())
        .contains("GRU", "Best attainable");
    assertThat(figure(json, "hour-wape").spec().path("series").path(8).path("style").asText())
        .isEqualTo("hidden");
    assertThat(table(json, "By store").columns())
        .extracting(Table.Column::title)
        .contains("WAPE, GRU")
        .doesNotContain("WAPE, law of true demand");
  }

  @Test
  void callsTheBiasBestThatIsNearestToZero() {
    ObjectNode json = DemandFixture.hour(1);
    json.withObject("/metrics/test").put("bias", -0.02);
    json.path("baselines").forEach(baseline -> ((ObjectNode) baseline).put("bias", 0.05));
    assertThat(strong(table(json, "Single forecasts"), "Bias")).containsExactly("GRU");
  }

  @Test
  void drawsAFanAroundItsOriginAndMarksWhatIsSpecial() {
    Figure fan = figure(DemandFixture.day(1), "fan-1");
    assertThat(fan.title()).isEqualTo("A large one: store-1 · product-1");
    assertThat(fan.caption()).contains("All 24\u00a0hours are forecast at the upright line.");
    JsonNode points = fan.spec().path("points");
    assertThat(points).hasSize(36 + 24);
    assertThat(points.path(35).path("x").asDouble()).isEqualTo(-1);
    assertThat(points.path(35).has("median")).isFalse();
    assertThat(points.path(36).path("x").asDouble()).isZero();
    assertThat(points.path(36).path("forecast").asBoolean()).isTrue();
    assertThat(points.path(36).path("label").asText()).isEqualTo("Fri 29 Mar 2024, 00:00");
    assertThat(marked(points, "surprise")).containsExactly(9.0);
    assertThat(marked(points, "soldOut")).containsExactly(-30.0, -29.0, -28.0, 19.0);
    assertThat(fan.spec().path("ticks")).hasSize(2);
    assertThat(fan.numbers().rows()).hasSize(60);
    assertThat(fan.numbers().rows().get(0)).hasSameSizeAs(fan.numbers().columns());
  }

  @Test
  void leavesAGapWhereTimesAreMissing() {
    ObjectNode json = DemandFixture.hour(1);
    ArrayNode history = (ArrayNode) json.path("fans").path(0).path("history");
    history.remove(70);
    JsonNode points = figure(json, "fan-1").spec().path("points");
    assertThat(points.path(34).path("x").asDouble()).isEqualTo(-3);
    assertThat(points.path(35).path("x").asDouble()).isEqualTo(-1);
  }

  @Test
  void showsTheModelTheBestBaselineAndTheAttainableFirst() {
    JsonNode series = figure(DemandFixture.hour(1), "hour-wape").spec().path("series");
    assertThat(
            series
                .valueStream()
                .filter(line -> !line.path("style").asText().equals("hidden"))
                .map(line -> line.path("name").asText()))
        .containsExactly("GRU", "boosted trees", "best attainable");
    assertThat(series).hasSize(9);
  }

  @Test
  void doesNotDivideOneSeries() {
    ObjectNode json = DemandFixture.hour(1);
    json.withObject("/data").put("series", 1);
    for (String part : List.of("bySeries", "byVolume", "fans")) {
      ArrayNode all = (ArrayNode) json.path(part);
      json.putArray(part).add(all.path(0));
    }
    json.remove("byKey");
    assertThat(ids(json)).doesNotContain("volume-wape").contains("hour-wape");
    assertThat(figure(json, "fan-1").title()).isEqualTo("store-1 · product-1");
    assertThat(page(json).sections().get(2).blocks()).noneMatch(Table.class::isInstance);
    assertThat(page(json).answer().headline())
        .startsWith("Over the last 7\u00a0days, the next hour was forecast");
    json.withObject("/data/splits/test").put("from", "2023-11-05T19:00:00Z");
    assertThat(page(json).answer().headline()).startsWith("Over the last 146\u00a0days,");
  }

  @Test
  void namesDaysOfTheWeek() {
    ObjectNode json = DemandFixture.hour(1);
    json.withObject("/task").put("frequency", "1d");
    ArrayNode days = json.putArray("byHour");
    for (int day = 1; day <= 7; day++) {
      days.addObject().put("weekday", day).putObject("model").put("wape", 0.1 * day);
    }
    Figure figure = figure(json, "hour-wape");
    assertThat(figure.title()).isEqualTo("WAPE by day of the week");
    assertThat(figure.numbers().rows().get(0))
        .extracting(Cell::text)
        .contains("Mon", "10.0\u202f%");
    assertThat(figure.numbers().rows().get(6).get(0).text()).isEqualTo("Sun");
  }

  @Test
  void sharesAttentionAndSaysWhereMostOfItGoes() {
    Figure lags = figure(DemandFixture.hour(1), "attention-lags");
    assertThat(lags.caption()).contains("that of 24\u00a0hours before most closely");
    double sum = 0;
    for (JsonNode item : lags.spec().path("items")) {
      sum += item.path("value").asDouble();
    }
    assertThat(sum).isCloseTo(1, within(1e-4));
  }

  @Test
  void showsOnlyTheStrongestOfManyLagsInTheirOrder() {
    ObjectNode json = DemandFixture.hour(1);
    ArrayNode lags = json.withObject("/attention").putArray("lags");
    for (int lag = 336; lag >= 1; lag--) {
      lags.addObject().put("lag", lag).put("weight", lag % 24 == 1 ? 2.0 : 0.01);
    }
    Figure figure = figure(json, "attention-lags");
    assertThat(figure.numbers().rows()).hasSize(28);
    assertThat(figure.numbers().rows().stream().map(row -> Integer.valueOf(row.get(0).text())))
        .isSorted()
        .contains(1, 25, 49, 313);
    assertThat(figure.caption()).contains("the 28 strongest of 336");
  }

  @Test
  void writesHowRareASurpriseIs() {
    Table anomalies = table(DemandFixture.hour(1), "The most surprising");
    assertThat(anomalies.sortable()).isTrue();
    assertThat(anomalies.rows().get(0).get(6).text()).isEqualTo("1,000,000,000");
    assertThat(anomalies.rows().get(11).get(6).text()).isEqualTo("200,000");
    assertThat(anomalies.rows().get(3).get(2).text()).isEqualTo("flat line");
  }

  @Test
  void holdsFoldsOfABacktestAgainstEachOther() {
    Table folds = table(DemandFixture.backtest(1), "Fold by fold");
    assertThat(folds.rows()).hasSize(5);
    assertThat(folds.rows().get(0).get(1).text()).isEqualTo("2024-03-21 23:00");
    assertThat(folds.columns())
        .extracting(Table.Column::title)
        .contains("WAPE, GRU", "WAPE, boosted trees");
    JsonNode series = figure(DemandFixture.backtest(1), "fold-wape").spec().path("series");
    assertThat(series).hasSize(8);
    assertThat(series.path(0).path("points")).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({
    "1h, 1, the next hour, 1 hour",
    "1h, 24, the next 24 hours, 24 hours",
    "15min, 1, the next 15 minutes, 15 minutes",
    "30min, 4, the next 2 hours, 2 hours",
    "1d, 1, the next day, 1 day",
    "1w, 13, the next 13 weeks, 13 weeks",
    "unknown, 3, the next 3 steps, 3 steps",
    "0h, 3, the next 3 steps, 3 steps"
  })
  void saysInWordsHowFarAheadItLooks(String frequency, int horizon, String ahead, String span) {
    ObjectNode json = DemandFixture.empty();
    json.putObject("task").put("frequency", frequency).put("horizon", horizon);
    assertThat(new Task(json).ahead().replace('\u00a0', ' ')).isEqualTo(ahead);
    assertThat(new Task(json).span(horizon).replace('\u00a0', ' ')).isEqualTo(span);
  }

  private static List<Double> marked(JsonNode points, String key) {
    return points
        .valueStream()
        .filter(point -> point.path(key).asBoolean())
        .map(point -> point.path("x").asDouble())
        .toList();
  }

  private static List<String> strong(Table table, String column) {
    int index = table.columns().stream().map(Table.Column::title).toList().indexOf(column);
    return table.rows().stream()
        .filter(row -> row.get(index).strong())
        .map(row -> row.get(0).text())
        .toList();
  }

  private static Table table(ObjectNode json, String caption) {
    return page(json).sections().stream()
        .flatMap(section -> section.blocks().stream())
        .filter(Table.class::isInstance)
        .map(Table.class::cast)
        .filter(table -> table.caption().startsWith(caption))
        .findFirst()
        .orElseThrow();
  }

  private static Figure figure(ObjectNode json, String id) {
    return page(json).figures().stream()
        .filter(figure -> figure.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> ids(ObjectNode json) {
    return page(json).figures().stream().map(Figure::id).toList();
  }

  private static List<String> sections(ObjectNode json) {
    return page(json).sections().stream().map(section -> section.id()).toList();
  }

  private static Page page(ObjectNode json) {
    return RunPage.of(StructureTest.run(json));
  }
}
