package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Section;

/**
 * How errors grow: over the steps of a sequence and over the updates of a training. A chart holds
 * what has one tolerance, a line is the worst of one cell.
 */
final class EquivalenceGrowth {

  /** As many lines can be told apart. */
  private static final int LOOKS = 7;

  private final EquivalenceRecord record;

  EquivalenceGrowth(EquivalenceRecord record) {
    this.record = record;
  }

  Section section() {
    List<Block> blocks = new ArrayList<>();
    blocks.addAll(charts("overLength", "steps", Axis.logarithmic("Steps", Unit.COUNT)));
    blocks.addAll(charts("overUpdates", "updates", Axis.logarithmic("Updates", Unit.COUNT)));
    return new Section(
        "growth",
        "Do errors grow?",
        "The same comparison for longer and longer sequences, and of parameters after more and more "
            + "updates. A line is a cell: the worst of all quantities, engines and peers that share "
            + "the tolerance, which is dotted. Both axes are logarithmic; an error of 0 is drawn at "
            + "the bottom.",
        blocks);
  }

  private List<Block> charts(String key, String size, Axis axis) {
    List<JsonNode> points =
        Values.elements(record.json(), key).stream()
            .filter(one -> Values.number(one, size).orElse(0) > 0)
            .filter(one -> Values.number(one, "error").isPresent())
            .toList();
    Map<String, List<JsonNode>> charts = new LinkedHashMap<>();
    for (List<JsonNode> line : by(EquivalenceGrowth::line, points).values()) {
      charts.computeIfAbsent(chart(line, size), tolerance -> new ArrayList<>()).addAll(line);
    }
    List<Block> blocks = new ArrayList<>();
    charts
        .values()
        .forEach(
            group -> {
              String title = "Error over " + size + ": " + title(group);
              blocks.addAll(
                  chart(group, size, axis)
                      .figure(key + "-" + (blocks.size() + 1), title, caption(group), false));
            });
    return blocks;
  }

  private static Map<String, List<JsonNode>> by(
      Function<JsonNode, String> key, List<JsonNode> points) {
    return points.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }

  /** All that tells one line of the record from another. */
  private static String line(JsonNode point) {
    return Stream.of("cell", "type", "engine", "peer", "quantity", "updater")
        .map(trait -> Values.text(point, trait))
        .collect(Collectors.joining("\n"));
  }

  /** Type, updater, and the tolerance where the line begins. */
  private static String chart(List<JsonNode> line, String size) {
    JsonNode first = line.get(0);
    for (JsonNode point : line) {
      if (at(point, size) < at(first, size)) {
        first = point;
      }
    }
    return Stream.of("type", "updater", "tolerance")
        .map(first::path)
        .map(JsonNode::asText)
        .collect(Collectors.joining("\n"));
  }

  private static double at(JsonNode point, String key) {
    return Values.number(point, key).orElse(Double.NaN);
  }

  private static String title(List<JsonNode> group) {
    String updater = Values.text(group.get(0), "updater");
    List<String> quantities = distinct(group, "quantity");
    List<String> words = new ArrayList<>();
    words.add(Values.text(group.get(0), "type").toLowerCase(Locale.ROOT));
    if (!updater.isEmpty()) {
      words.add(updater.equals("sgd") ? "SGD" : Names.capital(updater));
    } else if (quantities.stream().allMatch(quantity -> quantity.startsWith("gradient"))) {
      words.add("gradients");
    } else if (quantities.stream().noneMatch(quantity -> quantity.startsWith("gradient"))) {
      words.add("outputs and states");
    }
    return String.join(", ", words);
  }

  private String caption(List<JsonNode> group) {
    return "Engines: %s. Peers: %s."
        .formatted(
            String.join(", ", distinct(group, "engine")),
            distinct(group, "peer").stream().map(record::label).collect(Collectors.joining(", ")));
  }

  private static List<String> distinct(List<JsonNode> group, String key) {
    return group.stream()
        .map(one -> Values.text(one, key))
        .filter(text -> !text.isEmpty())
        .distinct()
        .toList();
  }

  private static XyChart chart(List<JsonNode> group, String size, Axis axis) {
    XyChart chart = new XyChart(axis, Axis.logarithmic("Error", Unit.ERROR));
    by(one -> EquivalenceRecord.cellName(Values.text(one, "cell")), group)
        .forEach(
            (cell, points) ->
                chart.add(
                    new Series(
                        cell,
                        "run-" + (chart.series().size() % LOOKS + 1),
                        Series.Style.BAND,
                        worst(points, size, "error"))));
    List<Point> tolerance = worst(group, size, "tolerance");
    if (!tolerance.isEmpty()) {
      chart.reference(
          "tolerance",
          tolerance.stream().flatMapToDouble(p -> DoubleStream.of(p.x(), p.y())).toArray());
    }
    return chart;
  }

  /** The largest value at each size. */
  private static List<Point> worst(List<JsonNode> points, String size, String key) {
    TreeMap<Double, Double> worst = new TreeMap<>();
    for (JsonNode point : points) {
      Values.number(point, key).ifPresent(value -> worst.merge(at(point, size), value, Math::max));
    }
    return worst.entrySet().stream()
        .map(entry -> new Point(entry.getKey(), entry.getValue()))
        .toList();
  }
}
