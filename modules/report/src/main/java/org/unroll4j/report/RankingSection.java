package org.unroll4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Section;

/** ROC, precision and recall, lift: how well the predictions are ordered. */
final class RankingSection {

  private static final double[] RATES = {0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9};

  private final Run run;
  private final List<Contender> contenders;

  RankingSection(Run run) {
    this.run = run;
    this.contenders = Contender.all(run);
  }

  Section section() {
    List<Block> blocks = new ArrayList<>();
    blocks.addAll(roc());
    blocks.addAll(precisionRecall());
    blocks.addAll(lift());
    return new Section(
        "ranking",
        "Does it put the right ones first?",
        "Only the order of the predictions matters here. In each chart, higher is better.",
        blocks);
  }

  private List<Block> roc() {
    XyChart chart = rocChart().reference("guessing", 0, 0, 1, 1);
    contenders.forEach(c -> chart.add(line(c, "roc", false)));
    return chart.figure(
        "roc",
        "ROC",
        "What share of the positives is found when a given share of the others is flagged by "
            + "mistake. The area under the line is the AUC.",
        false);
  }

  static XyChart rocChart() {
    return new XyChart(
            Axis.between("False positive rate", Unit.SHARE, 0, 1),
            Axis.between("True positive rate", Unit.SHARE, 0, 1))
        .tabulatedAt(RATES);
  }

  private List<Block> precisionRecall() {
    XyChart chart = precisionRecallChart();
    positiveShare(run)
        .ifPresent(share -> chart.reference("share of positives", 0, share, 1, share));
    contenders.forEach(c -> chart.add(line(c, "pr", false)));
    return chart.figure(
        "pr",
        "Precision and recall",
        "What share of the flagged are positives, against what share of the positives is flagged. "
            + "Guessing stays at the share of positives.",
        false);
  }

  static XyChart precisionRecallChart() {
    return new XyChart(
            Axis.between("Recall", Unit.SHARE, 0, 1), Axis.between("Precision", Unit.SHARE, 0, 1))
        .tabulatedAt(0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1);
  }

  private List<Block> lift() {
    XyChart chart =
        new XyChart(
                Axis.logarithmic("Share of predictions flagged", Unit.SHARE),
                Axis.of("Lift", Unit.FACTOR))
            .tabulatedAt(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1);
    contenders.forEach(c -> chart.add(line(c, "lift", true)));
    return chart.figure(
        "lift",
        "Lift",
        "How many times more frequent the positives are among the highest predictions than among "
            + "all of them.",
        false);
  }

  private Series line(Contender contender, String curve, boolean logarithmic) {
    List<Point> points =
        Curves.read(run.json(), "curves." + curve + "." + contender.key()).stream()
            .filter(point -> !logarithmic || point.x() > 0)
            .toList();
    return new Series(
        contender.name(), contender.role(), Series.Style.LINE, Curves.thin(points, logarithmic));
  }

  static OptionalDouble positiveShare(Run run) {
    OptionalDouble positives = Values.number(run.json(), "metrics.test.positives");
    OptionalDouble predictions = Values.number(run.json(), "metrics.test.predictions");
    return positives.isPresent() && predictions.isPresent() && predictions.getAsDouble() > 0
        ? OptionalDouble.of(positives.getAsDouble() / predictions.getAsDouble())
        : OptionalDouble.empty();
  }
}
