package org.unroll4j.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.unroll4j.report.BenchmarkRecord.Measurement;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Section;

/** Time over one size, the others fixed. */
final class BenchmarkSweeps {

  /** The point that all sweeps share. */
  private static final String CENTRE = "T128";

  private static final Pattern POINT = Pattern.compile("[TNH]\\d+");

  private static final Map<String, String> ROLES =
      Map.of(
          BenchmarkRecord.OURS,
          "model",
          "reference",
          "baseline-1",
          "pytorch",
          "baseline-2",
          "dl4j",
          "baseline-3",
          "vector-newer-jdk",
          "training",
          "floor",
          "attainable");

  private final BenchmarkRecord record;

  BenchmarkSweeps(BenchmarkRecord record) {
    this.record = record;
  }

  /** Whether a work is a point of a sweep. */
  static boolean isPoint(String work) {
    return POINT.matcher(work).matches();
  }

  Section section() {
    List<Block> blocks = new ArrayList<>();
    blocks.addAll(chart("T", "steps", "Steps T", "N = 32, F = 64, H = 256."));
    blocks.addAll(chart("N", "batch", "Sequences N", "T = 128, F = 64, H = 256."));
    blocks.addAll(chart("H", "hidden", "Hidden units H", "N = 32, T = 128, F = 64."));
    return new Section(
        "sweeps",
        "From small to large",
        "A training step of an LSTM over one size at a time. Both axes are logarithmic: a straight "
            + "line that rises by one decade per decade is time proportional to the size.",
        blocks);
  }

  private List<Block> chart(String sweep, String size, String title, String fixed) {
    List<Measurement> points =
        record.measurements().stream()
            .filter(one -> isPoint(one.work()))
            .filter(one -> one.work().startsWith(sweep) || one.work().equals(CENTRE))
            .toList();
    List<String> drawn =
        points.stream()
            .map(Measurement::who)
            .distinct()
            .filter(who -> points.stream().filter(one -> one.who().equals(who)).count() > 1)
            .toList();
    if (drawn.stream().noneMatch(BenchmarkRecord.OURS::equals)) {
      return List.of();
    }
    XyChart chart =
        new XyChart(
            Axis.logarithmic(title, Unit.COUNT), Axis.logarithmic("Milliseconds", Unit.NUMBER));
    drawn.forEach(
        who ->
            chart.add(
                new Series(
                    record.label(who),
                    ROLES.getOrDefault(who, "baseline"),
                    Series.Style.BAND,
                    line(points, who, size))));
    return chart.figure("sweep-" + size, "Time over " + Names.small(title), fixed, true);
  }

  private static List<Point> line(List<Measurement> points, String who, String size) {
    return points.stream()
        .filter(one -> one.who().equals(who))
        .map(
            one ->
                new Point(
                    Values.number(one.json(), size).orElseThrow(),
                    one.milliseconds(),
                    Values.interval(one.json(), "quartilesMs")))
        .sorted(Comparator.comparingDouble(Point::x))
        .toList();
  }
}
