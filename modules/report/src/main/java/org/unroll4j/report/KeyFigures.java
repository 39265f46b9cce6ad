package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.unroll4j.report.page.Tile;

/** The figures at the top of a run's page. */
final class KeyFigures {

  private final Run run;
  private final JsonNode json;
  private final Standing standing;

  KeyFigures(Run run) {
    this.run = run;
    this.json = run.json();
    this.standing = Standing.of(run);
  }

  List<Tile> tiles() {
    List<Tile> tiles = new ArrayList<>();
    metric(Metric.AUC, "AUC").ifPresent(tiles::add);
    standing.attained().ifPresent(share -> tiles.add(attained(share)));
    metric(Metric.LOG_LOSS, "Log loss").ifPresent(tiles::add);
    metric(Metric.PR_AUC, "PR-AUC").ifPresent(tiles::add);
    metric(Metric.LIFT_5, "Lift in the top 5\u202f%").ifPresent(tiles::add);
    Flagging.widest(json).ifPresent(flagging -> tiles.add(flagged(flagging)));
    testPart().ifPresent(tiles::add);
    training(json).ifPresent(tiles::add);
    return tiles;
  }

  private Optional<Tile> metric(Metric metric, String label) {
    OptionalDouble value = standing.model().value(metric);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> best =
        Contender.best(Contender.baselines(run), metric)
            .map(b -> "%s %s".formatted(b.name(), text(b, metric)));
    Optional<String> attainable =
        Contender.attainable(run)
            .filter(a -> a.value(metric).isPresent())
            .map(a -> "attainable " + text(a, metric));
    List<String> details = Stream.concat(best.stream(), attainable.stream()).toList();
    return Optional.of(new Tile(label, metric.unit().format(value.getAsDouble()), details));
  }

  private static String text(Contender contender, Metric metric) {
    return metric.unit().format(contender.value(metric).getAsDouble());
  }

  private static Tile attained(double share) {
    return new Tile(
        "Of the attainable",
        Unit.SHARE.format(share),
        List.of("of the way from guessing to the best possible AUC"));
  }

  private static Tile flagged(Flagging flagging) {
    String median =
        flagging.median().isPresent()
            ? "median lead " + Unit.MINUTES.format(flagging.median().getAsDouble())
            : "";
    return new Tile(
        "Purchases flagged %s ahead".formatted(Unit.MINUTES.format(flagging.ahead().x())),
        Unit.SHARE.format(flagging.ahead().y()),
        List.of("%s of the others flagged".formatted(flagging.rateText()), median));
  }

  private Optional<Tile> testPart() {
    String predictions = Values.text(json, "metrics.test.predictions", Unit.COUNT);
    OptionalDouble share = RankingSection.positiveShare(run);
    String sessions = Values.text(json, "metrics.test.sessions", Unit.COUNT);
    List<String> details =
        List.of(
            sessions.isEmpty() ? "" : "in " + sessions + " sessions",
            share.isPresent() ? Unit.SHARE.format(share.getAsDouble()) + " positive" : "");
    return predictions.isEmpty()
        ? Optional.empty()
        : Optional.of(new Tile("Test predictions", predictions, details));
  }

  /** How long the training took, and for what. */
  static Optional<Tile> training(JsonNode json) {
    String time = Values.text(json, "timing.trainSeconds", Unit.DURATION);
    String epochs = Values.text(json, "timing.epochs", Unit.COUNT);
    String parameters = Values.text(json, "model.parameters", Unit.COUNT);
    List<String> details =
        List.of(
            epochs.isEmpty() ? "" : epochs + (epochs.equals("1") ? " epoch" : " epochs"),
            parameters.isEmpty() ? "" : parameters + " parameters");
    return time.isEmpty()
        ? Optional.empty()
        : Optional.of(new Tile("Training time", time, details));
  }
}
