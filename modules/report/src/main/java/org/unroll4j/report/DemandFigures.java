package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.unroll4j.report.page.Tile;

/** The figures at the top of a demand run's page. */
final class DemandFigures {

  private final JsonNode json;
  private final DemandStanding standing;

  DemandFigures(Run run) {
    this.json = run.json();
    this.standing = DemandStanding.of(run);
  }

  List<Tile> tiles() {
    List<Tile> tiles = new ArrayList<>();
    metric(Metric.WAPE, "WAPE").ifPresent(tiles::add);
    excess().ifPresent(tiles::add);
    metric(Metric.WQL, "Weighted quantile loss").ifPresent(tiles::add);
    metric(Metric.RMSE, "RMSE").ifPresent(tiles::add);
    coverage().ifPresent(tiles::add);
    bias().ifPresent(tiles::add);
    testPart().ifPresent(tiles::add);
    KeyFigures.training(json).ifPresent(tiles::add);
    return tiles;
  }

  private Optional<Tile> metric(Metric metric, String label) {
    if (standing.model().value(metric).isEmpty()) {
      return Optional.empty();
    }
    List<String> details = new ArrayList<>();
    Contender.best(standing.baselines(), metric)
        .ifPresent(b -> details.add("%s %s".formatted(b.name(), b.text(metric))));
    if (!standing.soldOut()) {
      standing
          .ideal()
          .filter(a -> a.value(metric).isPresent())
          .ifPresent(a -> details.add("attainable " + a.text(metric)));
    }
    return Optional.of(new Tile(label, standing.model().text(metric), details));
  }

  private Optional<Tile> excess() {
    OptionalDouble excess = standing.excess();
    return excess.isPresent()
        ? Optional.of(
            new Tile(
                "WAPE above the attainable",
                Unit.SHARE.format(excess.getAsDouble()),
                List.of(
                    standing.comparable(standing.model()).text(Metric.WAPE)
                        + " against "
                        + standing.ideal().orElseThrow().text(Metric.WAPE),
                    standing.soldOut() ? "where nothing was sold out" : "")))
        : Optional.empty();
  }

  private Optional<Tile> coverage() {
    String held = standing.model().text(Metric.COVERAGE_80);
    String width = standing.model().text(Metric.WIDTH_80);
    String attainable =
        standing.soldOut() ? "" : standing.ideal().map(a -> a.text(Metric.COVERAGE_80)).orElse("");
    return held.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Tile(
                "Fell into the 80\u202f% intervals",
                held,
                List.of(
                    standing.promised80().isEmpty()
                        ? ""
                        : "promised " + standing.promised80() + reason(),
                    width.isEmpty() ? "" : "mean width " + width,
                    attainable.isEmpty() ? "" : "attainable " + attainable)));
  }

  private String reason() {
    String grid = new Task(json).grid();
    return grid.isEmpty() ? "" : ", as values are " + grid;
  }

  private Optional<Tile> bias() {
    OptionalDouble bias = standing.model().value(Metric.BIAS);
    if (bias.isEmpty()) {
      return Optional.empty();
    }
    double value = bias.getAsDouble();
    return Optional.of(
        new Tile(
            "Bias",
            (value > 0 ? "+" : "") + Metric.BIAS.unit().format(value),
            List.of(
                value > 0
                    ? "more was forecast than came"
                    : value < 0 ? "less was forecast than came" : "")));
  }

  private Optional<Tile> testPart() {
    String targets = Values.text(json, "metrics.test.targets", Unit.COUNT);
    String series = Values.text(json, "data.series", Unit.COUNT);
    OptionalDouble zeros = Values.number(json, "data.splits.test.zeroShare");
    List<String> details =
        List.of(
            series.isEmpty() ? "" : "of " + series + " series",
            zeros.isPresent() ? Unit.SHARE.format(zeros.getAsDouble()) + " are zero" : "");
    return targets.isEmpty()
        ? Optional.empty()
        : Optional.of(new Tile("Values of the test part", targets, details));
  }
}
