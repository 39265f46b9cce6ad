package org.unroll4j.studies.config;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** An enum whose constants are written in camel case in a configuration. */
public interface Word {

  /** The constant's name in Java. */
  String name();

  /** The constant as a configuration writes it: {@code PURCHASE_WITHIN} is purchaseWithin. */
  @JsonValue
  default String word() {
    String[] parts = name().toLowerCase(Locale.ROOT).split("_", -1);
    return parts[0]
        + Arrays.stream(parts)
            .skip(1)
            .map(p -> p.substring(0, 1).toUpperCase(Locale.ROOT) + p.substring(1))
            .collect(Collectors.joining());
  }
}
