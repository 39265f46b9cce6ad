package org.unroll4j.data.events;

import java.util.List;

/**
 * A column of texts, each stored once.
 *
 * @param name name of the column
 * @param values the distinct texts
 * @param codes index into {@code values} per row
 */
public record CodedColumn(String name, List<String> values, int[] codes) {

  public String value(int row) {
    return values.get(codes[row]);
  }
}
