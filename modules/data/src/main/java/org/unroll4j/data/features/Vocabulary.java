package org.unroll4j.data.features;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values of a categorical column that the training part knows. Index {@link #UNSEEN} is for
 * values that it does not know, {@link #RARE} for values that it has hardly seen, and the frequent
 * ones follow in their order.
 *
 * @param column name of the column
 * @param frequent values with an index of their own
 * @param rare values that share index {@link #RARE}
 */
public record Vocabulary(String column, List<String> frequent, List<String> rare) {
  public static final int UNSEEN = 0;
  public static final int RARE = 1;
  private static final int RESERVED = 2;

  public Vocabulary {
    frequent = List.copyOf(frequent);
    rare = List.copyOf(rare);
  }

  static Vocabulary fit(String column, Iterable<String> values, int minCount) {
    Map<String, Integer> counts = new TreeMap<>();
    values.forEach(value -> counts.merge(value, 1, Integer::sum));
    List<String> frequent = new ArrayList<>();
    List<String> rare = new ArrayList<>();
    counts.forEach((value, count) -> (count < minCount ? rare : frequent).add(value));
    return new Vocabulary(column, frequent, rare);
  }

  /** How many indices there are, the two reserved ones included. */
  public int indices() {
    return frequent.size() + RESERVED;
  }

  /** Index of every known value. */
  Map<String, Integer> index() {
    Map<String, Integer> index = new HashMap<>();
    rare.forEach(value -> index.put(value, RARE));
    for (int i = 0; i < frequent.size(); i++) {
      index.put(frequent.get(i), i + RESERVED);
    }
    return index;
  }
}
