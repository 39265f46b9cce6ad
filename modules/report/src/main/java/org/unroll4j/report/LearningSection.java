package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Section;

/** How the training went. */
final class LearningSection {

  private static final String PATH = "curves.learning";

  private final Run run;
  private final String clock;

  LearningSection(Run run) {
    this.run = run;
    this.clock = clock(run);
  }

  Section section() {
    List<Block> blocks = new ArrayList<>();
    XyChart loss = new XyChart(time(clock), Axis.of(run.study().loss(), Unit.LOSS));
    loss.add(series("training", "training", "trainLoss"));
    loss.add(series("validation", "model", "validationLoss"));
    blocks.addAll(loss.figure("learning-loss", "Loss", lowest(), false));
    blocks.addAll(
        new XyChart(time(clock), Axis.of("AUC", Unit.SCORE))
            .add(series("validation", "model", "validationAuc"))
            .figure("learning-auc", "Validation AUC", "On the validation part.", false));
    blocks.addAll(
        new XyChart(time(clock), Axis.of("Gradient norm", Unit.NUMBER))
            .add(series("gradient norm", "model", "gradientNorm"))
            .figure(
                "learning-gradient",
                "Gradient norm",
                "Over all parameters. Spikes that do not come back down are a warning.",
                false));
    blocks.addAll(
        new XyChart(time(clock), Axis.fromZero("Learning rate", Unit.NUMBER))
            .add(series("learning rate", "model", "learningRate"))
            .figure("learning-rate", "Learning rate", "The schedule that was followed.", false));
    return new Section(
        "learning",
        "How did the training go?",
        "Training loss that falls while validation loss rises is overfitting.",
        blocks);
  }

  static Axis time(String clock) {
    return Axis.of(clock.equals("epoch") ? "Epoch" : "Update", Unit.COUNT);
  }

  private Series series(String name, String role, String key) {
    return new Series(name, role, Series.Style.BAND, points(run, clock, key));
  }

  private String lowest() {
    return points(run, clock, "validationLoss").stream()
        .min(Comparator.comparingDouble(Point::y))
        .map(
            point ->
                "Validation loss is lowest, %s, at %s %s."
                    .formatted(Unit.LOSS.format(point.y()), clock, Unit.COUNT.format(point.x())))
        .orElse("Mean loss per prediction.");
  }

  /** {@code epoch}, unless an epoch has several entries. */
  static String clock(Run run) {
    double last = Double.NEGATIVE_INFINITY;
    for (JsonNode entry : Values.elements(run.json(), PATH)) {
      double epoch = Values.number(entry, "epoch").orElse(Double.NEGATIVE_INFINITY);
      if (epoch <= last) {
        return "update";
      }
      last = epoch;
    }
    return "epoch";
  }

  /** A figure over the course of the training. */
  static List<Point> points(Run run, String clock, String key) {
    List<Point> points = new ArrayList<>();
    for (JsonNode entry : Values.elements(run.json(), PATH)) {
      OptionalDouble x = Values.number(entry, clock);
      OptionalDouble y = Values.number(entry, key);
      if (x.isPresent() && y.isPresent()) {
        points.add(new Point(x.getAsDouble(), y.getAsDouble()));
      }
    }
    return points;
  }
}
