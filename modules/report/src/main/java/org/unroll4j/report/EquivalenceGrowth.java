package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Section;

/** How errors grow: over the steps of a sequence and over the updates of a training. */
final class EquivalenceGrowth {

  /** As many lines as a chart has colours. */
  private static final int LINES = 6;

  private final EquivalenceRecord record;
  private final Map<String, Function<JsonNode, String>> traits = new LinkedHashMap<>();

  EquivalenceGrowth(EquivalenceRecord record) {
    this.record = record;
    traits.put("type", one -> Values.text(one, "type").toLowerCase(java.util.Locale.ROOT));
    traits.put("cell", one -> EquivalenceRecord.cellName(Values.text(one, "cell")));
    traits.put("updater", one -> Values.text(one, "updater"));
    traits.put("quantity", one -> Values.text(one, "quantity"));
    traits.put("peer", one -> record.label(Values.text(one, "peer")));
    traits.put("engine", one -> Values.text(one, "engine"));
  }

  Section section() {
    List<Block> blocks = new ArrayList<>();
    blocks.addAll(charts("overLength", "steps", "Steps", "Error over length"));
    blocks.addAll(charts("overUpdates", "updates", "Updates", "Error over updates"));
    return new Section(
        "growth",
        "Do errors grow?",
        "The same comparison for longer and longer sequences, and of parameters after more and more "
            + "updates. Both axes are logarithmic; a dotted line is a tolerance. An error of 0 is drawn "
            + "at the bottom.",
        blocks);
  }

  private List<Block> charts(String key, String size, String axis, String title) {
    List<JsonNode> points =
        Values.elements(record.json(), key).stream()
            .filter(one -> Values.number(one, size).orElse(0) > 0)
            .toList();
    List<Block> blocks = new ArrayList<>();
    List<List<JsonNode>> groups = points.isEmpty() ? List.of() : split(points, "type");
    for (List<JsonNode> group : groups) {
      blocks.addAll(chart(group, size, axis, title, key + "-" + (blocks.size() + 1)));
    }
    return blocks;
  }

  /** Divides by one trait after the other until a chart can hold the lines. */
  private List<List<JsonNode>> split(List<JsonNode> points, String trait) {
    List<List<JsonNode>> groups = new ArrayList<>();
    for (List<JsonNode> group : by(traits.get(trait), points).values()) {
      List<String> varying = varying(group);
      if (by(this::line, group).size() > LINES && !varying.isEmpty()) {
        groups.addAll(split(group, varying.get(0)));
      } else {
        groups.add(group);
      }
    }
    return groups;
  }

  private static Map<String, List<JsonNode>> by(
      Function<JsonNode, String> key, List<JsonNode> points) {
    return points.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }

  /** The traits in which these points are not all the same. */
  private List<String> varying(List<JsonNode> points) {
    return traits.keySet().stream()
        .filter(trait -> by(traits.get(trait), points).size() > 1)
        .toList();
  }

  private String line(JsonNode point) {
    return describe(point, traits.keySet());
  }

  private String describe(JsonNode point, Iterable<String> chosen) {
    List<String> words = new ArrayList<>();
    for (String trait : chosen) {
      String word = traits.get(trait).apply(point);
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return String.join(" · ", words);
  }

  private List<Block> chart(
      List<JsonNode> points, String size, String axis, String title, String id) {
    XyChart chart =
        new XyChart(Axis.logarithmic(axis, Unit.COUNT), Axis.logarithmic("Error", Unit.ERROR));
    List<String> varying = varying(points);
    Set<String> all = traits.keySet();
    List<String> common = all.stream().filter(trait -> !varying.contains(trait)).toList();
    by(this::line, points)
        .values()
        .forEach(
            line ->
                chart.add(
                    new Series(
                        varying.isEmpty() ? "error" : describe(line.get(0), varying),
                        "run-" + (chart.series().size() % LINES + 1),
                        Series.Style.BAND,
                        points(line, size, "error"))));
    tolerances(chart, points, size);
    return chart.figure(id, title + ": " + describe(points.get(0), common), "", false);
  }

  /** Lines with the same tolerances share one. */
  private void tolerances(XyChart chart, List<JsonNode> points, String size) {
    Map<List<Point>, String> drawn = new LinkedHashMap<>();
    List<String> varying = varying(points);
    for (List<JsonNode> line : by(this::line, points).values()) {
      List<Point> tolerance = points(line, size, "tolerance");
      if (!tolerance.isEmpty()) {
        drawn.putIfAbsent(tolerance, describe(line.get(0), varying));
      }
    }
    drawn.forEach(
        (line, name) ->
            chart.reference(
                drawn.size() == 1 ? "tolerance" : "tolerance of " + name,
                line.stream()
                    .flatMapToDouble(p -> java.util.stream.DoubleStream.of(p.x(), p.y()))
                    .toArray()));
  }

  private static List<Point> points(List<JsonNode> line, String size, String key) {
    return line.stream()
        .filter(one -> Values.number(one, key).isPresent())
        .map(
            one ->
                new Point(
                    Values.number(one, size).orElseThrow(), Values.number(one, key).orElseThrow()))
        .sorted(Comparator.comparingDouble(Point::x))
        .toList();
  }
}
