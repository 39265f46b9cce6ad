package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Figures of all contenders over something by which the test part was divided, such as the hour of
 * the day.
 *
 * @param axis what it was divided by
 * @param places where on that axis each element stands
 * @param elements each with the figures of everybody under {@link Contender#path()}
 */
record Breakdown(Axis axis, List<Double> places, List<JsonNode> elements) {

  Breakdown {
    places = List.copyOf(places);
    elements = List.copyOf(elements);
  }

  /** Elements with a number by which they stand on the axis; those without one are left out. */
  static Breakdown numbered(List<JsonNode> all, String key, Axis axis) {
    List<JsonNode> elements =
        all.stream().filter(element -> Values.number(element, key).isPresent()).toList();
    List<Double> places =
        elements.stream().map(element -> Values.number(element, key).getAsDouble()).toList();
    return new Breakdown(axis, places, elements);
  }

  /** Elements in their order, under the axis's labels. */
  static Breakdown labelled(List<JsonNode> elements, Axis axis) {
    List<Double> places = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      places.add((double) i);
    }
    return new Breakdown(axis, places, elements);
  }

  /** An element as the others are, where the model's figures stand somewhere else in it. */
  static JsonNode withModel(JsonNode element, JsonNode figures) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    element.properties().forEach(entry -> whole.set(entry.getKey(), entry.getValue()));
    whole.set(Contender.MODEL, figures);
    return whole;
  }

  /**
   * Everybody's line. Shown from the start are the model, the best of the baselines and the
   * attainable; the legend switches the others on.
   */
  XyChart chart(List<Contender> contenders, Metric metric) {
    Optional<Contender> best =
        Contender.best(
            contenders.stream().filter(Contender::isBaseline).toList(),
            metric.decides() ? metric : Metric.WQL);
    XyChart chart = new XyChart(axis, Axis.of(metric.title(), metric.unit()));
    for (Contender contender : contenders) {
      boolean shown =
          contender.key().equals(Contender.MODEL)
              || contender.isIdeal()
              || best.equals(Optional.of(contender));
      Series.Style style =
          contender.key().equals(Contender.MODEL)
              ? Series.Style.BAND
              : shown ? Series.Style.LINE : Series.Style.HIDDEN;
      chart.add(new Series(contender.name(), contender.role(), style, points(contender, metric)));
    }
    return chart;
  }

  List<Point> points(Contender contender, Metric metric) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      OptionalDouble value = contender.within(elements.get(i)).value(metric);
      if (value.isPresent()) {
        points.add(new Point(places.get(i), value.getAsDouble()));
      }
    }
    return points;
  }
}
