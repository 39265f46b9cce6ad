package org.unroll4j.studies.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** How the studies write JSON: keys as in the records, absent values left out. */
public final class Json {

  private static final ObjectMapper COMPACT =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final ObjectMapper INDENTED =
      COMPACT.copy().enable(SerializationFeature.INDENT_OUTPUT);

  private Json() {}

  /** One line. */
  public static ObjectMapper compact() {
    return COMPACT;
  }

  /** Readable. */
  public static ObjectMapper indented() {
    return INDENTED;
  }
}
