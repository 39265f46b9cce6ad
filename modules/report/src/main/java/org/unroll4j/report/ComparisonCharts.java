package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Section;

/** The curves of several runs in the same charts. */
final class ComparisonCharts {

  private final List<Entrant> entrants;
  private final List<Contender> rivals;

  /**
   * @param rivals whose curves are drawn with those of the runs: of the baselines the best one, and
   *     the attainable
   */
  ComparisonCharts(List<Entrant> entrants, List<Contender> rivals) {
    this.entrants = entrants;
    Optional<Contender> best =
        Contender.best(
            rivals.stream().filter(c -> !c.key().equals(Contender.ATTAINABLE)).toList(),
            entrants.get(0).run().study().main());
    this.rivals =
        rivals.stream()
            .filter(c -> c.key().equals(Contender.ATTAINABLE) || best.equals(Optional.of(c)))
            .map(ComparisonCharts::muted)
            .toList();
  }

  static Contender muted(Contender rival) {
    return rival.key().equals(Contender.ATTAINABLE)
        ? rival
        : new Contender(rival.key(), rival.name(), "baseline", rival.metrics());
  }

  List<Section> sections() {
    return entrants.get(0).run().study() == Study.SESSION
        ? List.of(early(), ranking(), calibration(), learning())
        : List.of(
            new DemandComparison(entrants, rivals).errors(),
            new DemandComparison(entrants, rivals).intervals(),
            learning());
  }

  private Section early() {
    XyChart after = EarlySection.afterEventsChart();
    XyChart flagged = EarlySection.flaggedChart();
    for (Entrant entrant : entrants) {
      after.add(line(entrant, EarlySection.afterEvents(entrant.run())));
      widest(entrant.run().json())
          .ifPresent(f -> flagged.add(line(entrant, EarlySection.shares(f, "share"))));
    }
    Run first = entrants.get(0).run();
    for (Contender rival : rivals) {
      after.add(line(rival, EarlySection.afterEvents(first, rival.path())));
      if (rival.key().equals(Contender.ATTAINABLE)) {
        widest(first.json())
            .ifPresent(f -> flagged.add(line(rival, EarlySection.shares(f, "attainableShare"))));
      }
    }
    List<Block> blocks = new ArrayList<>();
    blocks.addAll(
        after.figure(
            "early-auc",
            "AUC after k events",
            "Each session is judged once, by the prediction after its k-th event.",
            false));
    blocks.addAll(
        flagged.figure(
            "early-flagged",
            "Purchases flagged ahead of time",
            rates() + " of the sessions without a purchase are flagged as well.",
            false));
    return new Section("early", "How early do they know?", "", blocks);
  }

  private String rates() {
    return widest(entrants.get(0).run().json())
        .map(flagged -> Values.text(flagged, "flagRate", Unit.SHARE).replace(".0", ""))
        .orElse("Some");
  }

  private static Optional<JsonNode> widest(JsonNode json) {
    return Values.elements(json, "early.flagged").stream()
        .max(Comparator.comparingDouble(f -> Values.number(f, "flagRate").orElse(0)));
  }

  private Section ranking() {
    XyChart roc = RankingSection.rocChart().reference("guessing", 0, 0, 1, 1);
    XyChart pr = RankingSection.precisionRecallChart();
    for (Entrant entrant : entrants) {
      roc.add(curve(entrant, "roc"));
      pr.add(curve(entrant, "pr"));
    }
    JsonNode first = entrants.get(0).run().json();
    for (Contender rival : rivals) {
      roc.add(line(rival, Curves.thin(Curves.read(first, "curves.roc." + rival.key()), false)));
      pr.add(line(rival, Curves.thin(Curves.read(first, "curves.pr." + rival.key()), false)));
    }
    List<Block> blocks = new ArrayList<>();
    blocks.addAll(roc.figure("roc", "ROC", "The area under a line is its AUC.", false));
    blocks.addAll(
        pr.figure(
            "pr",
            "Precision and recall",
            "What share of the flagged are positives, against what share of them is flagged.",
            false));
    return new Section("ranking", "Do they put the right ones first?", "", blocks);
  }

  private Section calibration() {
    double end = 0;
    for (Entrant entrant : entrants) {
      end = Math.max(end, new CalibrationSection(entrant.run()).end());
    }
    XyChart chart = CalibrationSection.chart(end);
    for (Entrant entrant : entrants) {
      chart.add(
          new Series(
              entrant.label(),
              entrant.role(),
              Series.Style.WHISKERS,
              new CalibrationSection(entrant.run()).points(Contender.MODEL)));
    }
    return new Section(
        "calibration-section",
        "Can the probabilities be taken at their word?",
        "",
        chart.figure(
            "calibration",
            "Calibration",
            "Predictions in bins of similar probability, with 95\u202f% intervals; on the diagonal "
                + "they are right.",
            true));
  }

  private Section learning() {
    String clock =
        entrants.stream().map(e -> LearningSection.clock(e.run())).anyMatch("update"::equals)
            ? "update"
            : "epoch";
    XyChart loss =
        new XyChart(
            LearningSection.time(clock), Axis.of(entrants.get(0).run().study().loss(), Unit.LOSS));
    XyChart auc = new XyChart(LearningSection.time(clock), Axis.of("AUC", Unit.SCORE));
    for (Entrant entrant : entrants) {
      loss.add(line(entrant, LearningSection.points(entrant.run(), clock, "validationLoss")));
      auc.add(line(entrant, LearningSection.points(entrant.run(), clock, "validationAuc")));
    }
    List<Block> blocks = new ArrayList<>();
    blocks.addAll(loss.figure("learning-loss", "Validation loss", "", false));
    blocks.addAll(auc.figure("learning-auc", "Validation AUC", "", false));
    return new Section("learning", "How did the training go?", "", blocks);
  }

  private static Series curve(Entrant entrant, String curve) {
    List<Point> points = Curves.read(entrant.run().json(), "curves." + curve + ".model");
    return new Series(
        entrant.label(), entrant.role(), Series.Style.LINE, Curves.thin(points, false));
  }

  private static Series line(Entrant entrant, List<Point> points) {
    return new Series(entrant.label(), entrant.role(), Series.Style.BAND, points);
  }

  private static Series line(Contender rival, List<Point> points) {
    return new Series(rival.name(), rival.role(), Series.Style.LINE, points);
  }
}
