package org.unroll4j.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * An axis of a chart.
 *
 * @param title what it measures
 * @param unit how its numbers are written
 * @param logarithmic whether equal steps are equal factors
 * @param min where it begins; null lets the chart choose
 * @param max where it ends; null lets the chart choose
 * @param labels what stands at 0, 1, 2 … instead of numbers; none on an axis of numbers
 */
record Axis(
    String title, Unit unit, boolean logarithmic, Double min, Double max, List<String> labels) {

  Axis {
    labels = List.copyOf(labels);
  }

  static Axis of(String title, Unit unit) {
    return new Axis(title, unit, false, null, null, List.of());
  }

  /** One that begins at 0. */
  static Axis fromZero(String title, Unit unit) {
    return new Axis(title, unit, false, 0.0, null, List.of());
  }

  static Axis between(String title, Unit unit, double min, double max) {
    return new Axis(title, unit, false, min, max, List.of());
  }

  static Axis logarithmic(String title, Unit unit) {
    return new Axis(title, unit, true, null, null, List.of());
  }

  /** Things in a row instead of numbers. */
  static Axis of(String title, List<String> labels) {
    return new Axis(title, Unit.COUNT, false, null, null, labels);
  }

  /** What stands at a place. */
  String text(double place) {
    int index = (int) place;
    return index >= 0 && index < labels.size() ? labels.get(index) : unit.format(place);
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("title", title).put("unit", unit.key()).put("log", logarithmic);
    if (min != null) {
      json.put("min", min);
    }
    if (max != null) {
      json.put("max", max);
    }
    if (!labels.isEmpty()) {
      ArrayNode array = json.putArray("labels");
      labels.forEach(array::add);
    }
    return json;
  }
}
