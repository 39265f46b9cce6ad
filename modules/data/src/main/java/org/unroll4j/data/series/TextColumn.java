package org.unroll4j.data.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One text per series, each distinct one stored once. */
final class TextColumn {
  private final Map<String, Integer> codeOf = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private int[] codes = new int[16];

  void set(int series, String text) {
    if (series >= codes.length) {
      codes = Arrays.copyOf(codes, Math.max(series + 1, codes.length * 2));
    }
    codes[series] = codeOf.computeIfAbsent(text, this::add);
  }

  private int add(String text) {
    texts.add(text);
    return texts.size() - 1;
  }

  String get(int series) {
    return texts.get(codes[series]);
  }

  /** The texts of several columns, with a slash between them. */
  static String join(TextColumn[] columns, int series) {
    return Arrays.stream(columns).map(c -> c.get(series)).collect(Collectors.joining("/"));
  }

  /** Those of the given series only. */
  TextColumn keep(int[] series) {
    TextColumn kept = new TextColumn();
    for (int s = 0; s < series.length; s++) {
      kept.set(s, get(series[s]));
    }
    return kept;
  }
}
