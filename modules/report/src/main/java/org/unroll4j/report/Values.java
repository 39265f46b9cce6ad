package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;

/** Reads values that may be absent; a path's dots are levels of nesting. */
final class Values {

  private Values() {}

  static JsonNode at(JsonNode node, String path) {
    JsonNode current = node;
    for (String key : path.split("\\.")) {
      current = current.path(key);
    }
    return current.isNull() ? MissingNode.getInstance() : current;
  }

  /** The finite number at the path, if there is one. */
  static OptionalDouble number(JsonNode node, String path) {
    return number(at(node, path));
  }

  static OptionalDouble number(JsonNode value) {
    return value.isNumber() && Double.isFinite(value.doubleValue())
        ? OptionalDouble.of(value.doubleValue())
        : OptionalDouble.empty();
  }

  /** The text at the path; empty if there is none. */
  static String text(JsonNode node, String path) {
    return at(node, path).asText("");
  }

  /** The number at the path in the given unit; empty if there is none. */
  static String text(JsonNode node, String path, Unit unit) {
    OptionalDouble value = number(node, path);
    return value.isPresent() ? unit.format(value.getAsDouble()) : "";
  }

  /** The two finite numbers at the path, or null. */
  static Interval interval(JsonNode node, String path) {
    JsonNode pair = at(node, path);
    OptionalDouble low = number(pair.path(0));
    OptionalDouble high = number(pair.path(1));
    return low.isPresent() && high.isPresent()
        ? new Interval(low.getAsDouble(), high.getAsDouble())
        : null;
  }

  /** The elements of an array; none if there is no array. */
  static List<JsonNode> elements(JsonNode node, String path) {
    return StreamSupport.stream(at(node, path).spliterator(), false).toList();
  }

  /** The keys and values of an object, in its own order. */
  static List<Map.Entry<String, JsonNode>> entries(JsonNode node, String path) {
    return List.copyOf(at(node, path).properties());
  }
}
