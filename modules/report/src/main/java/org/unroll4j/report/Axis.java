package org.unroll4j.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An axis of a chart.
 *
 * @param title what it measures
 * @param unit how its numbers are written
 * @param logarithmic whether equal steps are equal factors
 * @param min where it begins; null lets the chart choose
 * @param max where it ends; null lets the chart choose
 */
record Axis(String title, Unit unit, boolean logarithmic, Double min, Double max) {

  static Axis of(String title, Unit unit) {
    return new Axis(title, unit, false, null, null);
  }

  static Axis between(String title, Unit unit, double min, double max) {
    return new Axis(title, unit, false, min, max);
  }

  static Axis logarithmic(String title, Unit unit) {
    return new Axis(title, unit, true, null, null);
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
    return json;
  }
}
