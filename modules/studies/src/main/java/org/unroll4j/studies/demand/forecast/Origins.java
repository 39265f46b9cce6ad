package org.unroll4j.studies.demand.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;

/**
 * Rolling origins over a part of the table. The first origin is the step before the part, the next
 * ones follow at the stride; with {@code stride = horizon} every step of the part is a target
 * exactly once. A forecast may reach beyond the part's end; those steps are not targets.
 *
 * <p>A series has an origin where it has begun, that is at its first step or later, and where at
 * least one value of the targets exists. That the value at the origin itself is missing does not
 * matter.
 *
 * @param table the series
 * @param from first target step
 * @param to end of the targets, exclusive
 * @param stride steps between origins
 * @param horizon steps that are forecast from each
 */
public record Origins(SeriesTable table, int from, int to, int stride, int horizon) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the part is empty or not inside the table, begins at step 0
   *     (nothing is known before it), or a stride or horizon is below 1
   */
  public Origins {
    if (from < 1 || to <= from || to > table.steps()) {
      throw new IllegalArgumentException(
          "Origins: targets must lie in 1 .. %d and not be empty, but were [%d, %d)."
              .formatted(table.steps() - 1, from, to));
    }
    if (stride < 1 || horizon < 1) {
      throw new IllegalArgumentException(
          "Origins: stride and horizon must be at least 1, but were %d and %d."
              .formatted(stride, horizon));
    }
  }

  /** Rolling origins over the targets [from, to). */
  public static Origins of(SeriesTable table, int from, int to, int stride, int horizon) {
    return new Origins(table, from, to, stride, horizon);
  }

  /**
   * One origin per series, so that the series' last {@code horizon} steps are its targets; series
   * that are not longer than the horizon have none.
   */
  public static List<Origin> ofEnds(SeriesTable table, int horizon) {
    List<Origin> origins = new ArrayList<>();
    for (int s = 0; s < table.size(); s++) {
      int step = table.end(s) - 1 - horizon;
      if (step >= table.first(s)) {
        origins.add(new Origin(s, step));
      }
    }
    return origins;
  }

  /** All of them, by step, then by series. */
  public List<Origin> list() {
    List<Origin> origins = new ArrayList<>();
    for (long step = from - 1L; step < to - 1; step += stride) {
      addAt((int) step, origins);
    }
    return origins;
  }

  /** Hands them out in lists of at most {@code size}, so that few exist at a time. */
  public void forEachBatch(int size, Consumer<List<Origin>> consumer) {
    List<Origin> waiting = new ArrayList<>();
    for (long step = from - 1L; step < to - 1; step += stride) {
      addAt((int) step, waiting);
      int done = 0;
      for (; waiting.size() - done >= size; done += size) {
        consumer.accept(List.copyOf(waiting.subList(done, done + size)));
      }
      waiting.subList(0, done).clear();
    }
    if (!waiting.isEmpty()) {
      consumer.accept(List.copyOf(waiting));
    }
  }

  private void addAt(int step, List<Origin> origins) {
    for (int s = 0; s < table.size(); s++) {
      if (table.first(s) <= step && hasTarget(s, step)) {
        origins.add(new Origin(s, step));
      }
    }
  }

  private boolean hasTarget(int series, int step) {
    int end = (int) Math.min(step + 1L + horizon, Math.min(to, table.end(series)));
    for (int t = step + 1; t < end; t++) {
      if (!Float.isNaN(table.value(series, t))) {
        return true;
      }
    }
    return false;
  }
}
