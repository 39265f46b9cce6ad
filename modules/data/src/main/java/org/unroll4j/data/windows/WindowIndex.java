package org.unroll4j.data.windows;

import java.util.Arrays;
import org.unroll4j.data.series.SeriesTable;

/**
 * Numbers the windows of a range, series by series, without keeping them. The origins of a series
 * begin where enough of it is known (one season, or the context if that is shorter) and end where
 * the horizon reaches the end of the range or nothing of the series follows.
 */
final class WindowIndex {
  private final int stride;
  private final int[] firstOrigin;
  private final long[] before;

  WindowIndex(SeriesTable table, WindowConfig config, WindowRange range) {
    this.stride = range.stride();
    this.firstOrigin = new int[table.size()];
    this.before = new long[table.size() + 1];
    int needed = Math.min(config.context(), table.frequency().season());
    for (int s = 0; s < table.size(); s++) {
      int earliest = Math.max(range.firstTarget() - 1, table.first(s) + needed - 1);
      int skipped = Math.floorDiv(earliest - range.firstTarget() + stride, stride);
      int first = range.firstTarget() - 1 + skipped * stride;
      int last = Math.min(range.lastTarget() - config.horizon(), table.end(s) - 2);
      firstOrigin[s] = first;
      before[s + 1] = before[s] + (last < first ? 0 : (last - first) / stride + 1);
    }
  }

  /** How many windows there are. */
  long size() {
    return before[before.length - 1];
  }

  /** The origin of a window. */
  Origin origin(long window) {
    int found = Arrays.binarySearch(before, window);
    int series = found < 0 ? -found - 2 : found;
    while (before[series + 1] == window) {
      series++;
    }
    return new Origin(series, firstOrigin[series] + (int) (window - before[series]) * stride);
  }
}
