package org.unroll4j.studies.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;

/** Puts values into nested maps under dotted keys. */
final class JsonPaths {

  private JsonPaths() {}

  @SuppressWarnings("unchecked")
  static void put(Map<String, Object> json, String path, Object value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      json.put(path, value);
      return;
    }
    Object inner = json.computeIfAbsent(path.substring(0, dot), k -> new LinkedHashMap<>());
    put((Map<String, Object>) inner, path.substring(dot + 1), value);
  }
}
