package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;

/** ISO dates for people. */
final class Dates {

  private Dates() {}

  /** {@code 2024-03-01T12:30:59Z} as {@code 2024-03-01 12:30 UTC}; anything else as it is. */
  static String minute(String iso) {
    return iso.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d.*Z")
        ? iso.substring(0, 10) + " " + iso.substring(11, 16) + " UTC"
        : iso;
  }

  /** From and to, without the zone; empty unless both are there. */
  static String period(JsonNode json) {
    String from = minute(Values.text(json, "from")).replace(" UTC", "");
    String to = minute(Values.text(json, "to")).replace(" UTC", "");
    return from.isEmpty() || to.isEmpty() ? "" : from + " – " + to;
  }
}
