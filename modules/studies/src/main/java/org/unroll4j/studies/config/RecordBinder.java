package org.unroll4j.studies.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/**
 * Turns a YAML tree into records, component by component, and refuses what does not fit. A record
 * that is annotated with {@link JsonUnwrapped} has no section of its own: its keys are among those
 * of the record that holds it.
 */
final class RecordBinder {

  private static final double LOOKS_ALIKE = 0.75;

  private final YamlTree tree;

  RecordBinder(YamlTree tree) {
    this.tree = tree;
  }

  <R extends Record> R bind(Class<R> type) {
    return type.cast(record(type, tree.root(), ""));
  }

  private Object record(Class<?> type, JsonNode node, String path) {
    if (!(node instanceof ObjectNode section)) {
      throw wrong(path, "must be a section of 'key: value' lines", node);
    }
    String prefix = path.isEmpty() ? "" : path + ".";
    refuseUnknown(section, names(type), prefix);
    return construct(type, section, path);
  }

  /** The keys of a section; those of a component that is unwrapped are among them. */
  private static List<String> names(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(c -> isUnwrapped(c) ? names(c.getType()).stream() : Stream.of(key(c)))
        .toList();
  }

  /** What a configuration calls a component; some names are none in Java. */
  private static String key(RecordComponent component) {
    JsonProperty other = component.getAccessor().getAnnotation(JsonProperty.class);
    return other == null ? component.getName() : other.value();
  }

  private static boolean isUnwrapped(RecordComponent component) {
    return component.getAccessor().isAnnotationPresent(JsonUnwrapped.class);
  }

  private Object component(RecordComponent component, JsonNode given, String prefix) {
    String path = prefix + key(component);
    ValueReader reader = new ValueReader(component, path, tree.place(path));
    if (given != null && !(given.isNull() && !reader.allowsAbsence())) {
      return given.isNull() ? null : value(component, given, path, reader);
    }
    Default fallback = component.getAnnotation(Default.class);
    if (fallback == null) {
      if (component.getType().isRecord()) {
        return record(component.getType(), JsonNodeFactory.instance.objectNode(), path);
      }
      throw new ConfigException(
          "%s: %s is missing; %s.".formatted(tree.place(path), path, reader.expectation()));
    }
    JsonNode value = YamlTree.parse("value: " + fallback.value(), path).root().get("value");
    return value.isNull() ? null : value(component, value, path, reader);
  }

  private Object value(RecordComponent c, JsonNode node, String path, ValueReader reader) {
    return c.getType().isRecord() ? record(c.getType(), node, path) : reader.read(node);
  }

  private void refuseUnknown(ObjectNode section, List<String> names, String prefix) {
    for (Iterator<String> keys = section.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!names.contains(key)) {
        throw new ConfigException(
            "%s: there is no key '%s'; %s"
                .formatted(tree.place(prefix + key), prefix + key, hint(key, names, prefix)));
      }
    }
  }

  private static String hint(String key, List<String> names, String prefix) {
    JaroWinklerSimilarity similarity = new JaroWinklerSimilarity();
    Comparator<String> likeness = Comparator.comparingDouble(n -> similarity.apply(key, n));
    String nearest = names.stream().max(likeness).orElseThrow();
    return similarity.apply(key, nearest) >= LOOKS_ALIKE
        ? "did you mean '%s'?".formatted(prefix + nearest)
        : "there are: %s.".formatted(String.join(", ", names));
  }

  private Object construct(Class<?> type, ObjectNode section, String path) {
    String prefix = path.isEmpty() ? "" : path + ".";
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      values[i] =
          isUnwrapped(component)
              ? construct(component.getType(), section, path)
              : component(component, section.get(key(component)), prefix);
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw new ConfigException(tree.place(path) + ": " + refused.getMessage());
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private ConfigException wrong(String path, String expected, JsonNode node) {
    return new ConfigException(
        "%s: %s %s, but was %s.".formatted(tree.place(path), path, expected, node));
  }
}
