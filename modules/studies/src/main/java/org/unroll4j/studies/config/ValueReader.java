package org.unroll4j.studies.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads one value of a configuration: texts, numbers, switches, words, lists of texts or numbers.
 */
final class ValueReader {

  private final RecordComponent component;
  private final Class<?> type;
  private final Between range;
  private final String path;
  private final String place;

  ValueReader(RecordComponent component, String path, String place) {
    this.component = component;
    this.type = component.getType();
    this.range = component.getAnnotation(Between.class);
    this.path = path;
    this.place = place;
  }

  /** Whether the value may be null. */
  boolean allowsAbsence() {
    Default fallback = component.getAnnotation(Default.class);
    return fallback != null && fallback.value().equals("null");
  }

  Object read(JsonNode node) {
    if (type == String.class) {
      return text(node);
    } else if (type.isEnum()) {
      return word(node);
    } else if (type == List.class) {
      return list(node);
    } else if (type == boolean.class) {
      require(node.isBoolean(), node);
      return node.booleanValue();
    }
    return number(node);
  }

  private Object number(JsonNode node) {
    if (type == double.class || type == Double.class) {
      require(node.isNumber() && fits(node), node);
      return node.doubleValue();
    }
    require(node.isIntegralNumber() && node.canConvertToLong() && fits(node), node);
    if (type == long.class) {
      return node.longValue();
    }
    require(node.canConvertToInt(), node);
    return node.intValue();
  }

  private boolean fits(JsonNode node) {
    double value = node.doubleValue();
    return Double.isFinite(value)
        && (range == null || (value >= range.min() && value <= range.max()));
  }

  private String text(JsonNode node) {
    require(node.isValueNode(), node);
    return node.asText();
  }

  private List<?> list(JsonNode node) {
    require(node.isArray(), node);
    List<Object> items = new ArrayList<>();
    node.forEach(item -> items.add(item(item)));
    return List.copyOf(items);
  }

  private Object item(JsonNode node) {
    if (items() == Integer.class) {
      require(node.isIntegralNumber() && node.canConvertToInt() && fits(node), node);
      return node.intValue();
    } else if (items() == Double.class) {
      require(node.isNumber() && fits(node), node);
      return node.doubleValue();
    }
    return text(node);
  }

  /** What a list holds: String, Integer or Double. */
  private Type items() {
    return ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
  }

  private Object word(JsonNode node) {
    return Arrays.stream(type.getEnumConstants())
        .filter(c -> ((Word) c).word().equals(node.asText()))
        .findFirst()
        .orElseThrow(() -> refusal(node));
  }

  private void require(boolean fits, JsonNode node) {
    if (!fits) {
      throw refusal(node);
    }
  }

  private ConfigException refusal(JsonNode node) {
    return new ConfigException(
        "%s: %s %s, but was %s.".formatted(place, path, expectation(), node));
  }

  /** What a value must be, for messages. */
  String expectation() {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(c -> ((Word) c).word())
          .collect(Collectors.joining(", ", "must be one of ", ""));
    }
    return "must be " + kind() + range();
  }

  private String kind() {
    if (type == String.class) {
      return "a text";
    } else if (type == boolean.class) {
      return "true or false";
    } else if (type == List.class) {
      return items() == String.class ? "a list of texts" : "a list of numbers";
    }
    return type == double.class || type == Double.class ? "a number" : "a whole number";
  }

  private String range() {
    if (range == null) {
      return "";
    }
    return range.max() == Double.POSITIVE_INFINITY
        ? " of at least " + plain(range.min())
        : " from %s to %s".formatted(plain(range.min()), plain(range.max()));
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
