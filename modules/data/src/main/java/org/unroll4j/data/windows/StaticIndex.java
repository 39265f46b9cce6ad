package org.unroll4j.data.windows;

import java.util.List;

/**
 * The texts of a static column that training has seen; text i has index i + 1, 0 is any other.
 *
 * @param column name of the column
 * @param texts in alphabetical order
 */
public record StaticIndex(String column, List<String> texts) {

  public StaticIndex {
    texts = List.copyOf(texts);
  }

  /** How many indices there are, 0 included. */
  public int indices() {
    return texts.size() + 1;
  }
}
