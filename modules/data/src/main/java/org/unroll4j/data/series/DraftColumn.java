package org.unroll4j.data.series;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One column of numbers of all series while a table is built. */
final class DraftColumn {
  private final FloatDictionary dictionary = new FloatDictionary();
  private final Map<Cells, Cells> shared = new HashMap<>();
  private final List<Cells> frozen = new ArrayList<>();
  private final List<CellBuffer> open = new ArrayList<>();

  void addSeries() {
    frozen.add(null);
    open.add(new CellBuffer(dictionary));
  }

  /** The buffer of a series, which may have been frozen before. */
  CellBuffer open(int series) {
    if (open.get(series) == null) {
      open.set(series, new CellBuffer(dictionary, frozen.set(series, null)));
    }
    return open.get(series);
  }

  /**
   * Keeps cells {@code from} to {@code to} of a series in little memory; equal cells of several
   * series are kept once.
   */
  void freeze(int series, int from, int to) {
    if (open.get(series) != null) {
      Cells cells = open.set(series, null).cells(from, to);
      Cells same = shared.putIfAbsent(cells, cells);
      frozen.set(series, same == null ? cells : same);
    }
  }

  /** The finished column; all series must be frozen. */
  SeriesColumn build(float missing, int[] kept) {
    Cells[] cells = new Cells[kept.length];
    for (int s = 0; s < kept.length; s++) {
      cells[s] = frozen.get(kept[s]);
    }
    return new SeriesColumn(dictionary.values(missing), cells);
  }
}
