package org.unroll4j.data.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects texts and gives each distinct one a code, in the order of first appearance. */
final class CodedColumnBuilder {
  private final Map<String, Integer> codeOf = new HashMap<>();
  private final List<String> values = new ArrayList<>();
  private int[] codes = new int[1024];
  private int size;

  int add(String text) {
    Integer known = codeOf.get(text);
    int code = known == null ? values.size() : known;
    if (known == null) {
      codeOf.put(text, code);
      values.add(text);
    }
    if (size == codes.length) {
      codes = Arrays.copyOf(codes, size * 2);
    }
    codes[size++] = code;
    return code;
  }

  int code(int row) {
    return codes[row];
  }

  int distinct() {
    return values.size();
  }

  String value(int code) {
    return values.get(code);
  }

  /** The column with its rows in another order; texts that no longer appear keep their code. */
  CodedColumn build(String name, int[] order) {
    return new CodedColumn(
        name, List.copyOf(values), Arrays.stream(order).map(row -> codes[row]).toArray());
  }
}
