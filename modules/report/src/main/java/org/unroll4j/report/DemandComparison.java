package org.unroll4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Section;

/** The curves of several runs that forecast demand in the same charts. */
final class DemandComparison {

  private final List<Entrant> entrants;
  private final List<Contender> rivals;

  /**
   * @param rivals whose figures are drawn with those of the runs
   */
  DemandComparison(List<Entrant> entrants, List<Contender> rivals) {
    this.entrants = entrants;
    this.rivals = rivals;
  }

  Section errors() {
    List<Block> blocks = new ArrayList<>();
    Run first = entrants.get(0).run();
    if (ErrorSection.byStep(first).elements().size() > 1) {
      blocks.addAll(
          chart(ErrorSection::byStep, Metric.WAPE)
              .figure("step-wape", "WAPE by how far ahead", "Lower is better.", false));
    }
    blocks.addAll(
        chart(ErrorSection::byHour, Metric.WAPE)
            .figure(
                "hour-wape",
                "WAPE by " + Names.small(ErrorSection.byHour(first).axis().title()),
                "Lower is better.",
                false));
    return new Section("errors", "Where are they good, where not?", "", blocks);
  }

  private XyChart chart(Function<Run, Breakdown> parts, Metric metric) {
    Breakdown first = parts.apply(entrants.get(0).run());
    XyChart chart = new XyChart(first.axis(), Axis.of(metric.title(), metric.unit()));
    for (Entrant entrant : entrants) {
      List<Point> points = parts.apply(entrant.run()).points(entrant.contender(), metric);
      chart.add(new Series(entrant.label(), entrant.role(), Series.Style.BAND, points));
    }
    for (Contender rival : rivals) {
      chart.add(
          new Series(rival.name(), rival.role(), Series.Style.LINE, first.points(rival, metric)));
    }
    return chart;
  }

  Section intervals() {
    XyChart chart = IntervalSection.coverageChart(entrants.get(0).run().json());
    for (Entrant entrant : entrants) {
      chart.add(
          new Series(
              entrant.label(),
              entrant.role(),
              Series.Style.BAND,
              IntervalSection.points(entrant.run().json(), "observed")));
    }
    return new Section(
        "calibration-section",
        "Can the intervals be taken at their word?",
        "",
        chart.figure(
            "coverage",
            "How much the intervals hold",
            "On the diagonal an interval holds as much as it says.",
            true));
  }
}
