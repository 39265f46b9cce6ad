package org.unroll4j.report.page;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A chart with its numbers.
 *
 * @param id unique on the page
 * @param title what is drawn
 * @param caption how to read it
 * @param wide whether it takes the whole width of the page
 * @param spec what the page's script draws
 * @param numbers the same as a table
 */
public record Figure(
    String id, String title, String caption, boolean wide, JsonNode spec, Table numbers)
    implements Block {

  @Override
  public String kind() {
    return "figure";
  }
}
