package org.unroll4j.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A record as JSON with one comparison a line, so that two records can be compared by lines. */
public final class RecordText {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private RecordText() {}

  /** The text of a record. */
  public static String of(Map<String, Object> record) {
    List<String> parts = new ArrayList<>();
    record.forEach((key, value) -> parts.add(json(key) + ": " + lines(value)));
    return String.join(",\n", parts).transform(all -> "{\n" + all + "\n}\n");
  }

  private static String lines(Object value) {
    if (value instanceof List<?> list && !list.isEmpty()) {
      return list.stream()
          .map(RecordText::json)
          .collect(Collectors.joining(",\n  ", "[\n  ", "\n]"));
    }
    return json(value);
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("RecordText: not a plain value: " + value, e);
    }
  }
}
