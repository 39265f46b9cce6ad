package org.unroll4j.studies.baselines;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.unroll4j.data.events.CodedColumn;
import org.unroll4j.data.events.NumericColumn;

/**
 * Counts of each event type; the last three types; the last value of each further categorical and
 * numeric column; seconds since the event before and since the session began; position; hour of
 * day, UTC. Before there is such an event, its type is −1 and its time is missing.
 */
final class TreeFeatures implements StepFeatures {

  private static final int LAST = 3;
  private static final int CLOCK = 4;
  private static final double MILLIS_PER_HOUR = 3_600_000;

  private final SessionEvents events;
  private final List<CodedColumn> categorical;
  private final List<NumericColumn> numeric;
  private final int[] typeIndex;
  private final int[][] valueIndex;
  private final int[] counts;
  private final int[] last = new int[LAST];
  private int position;
  private int row;
  private long beginMillis;
  private long beforeMillis;

  TreeFeatures(TreeColumns columns, SessionEvents events) {
    this.events = events;
    this.typeIndex = columns.types().indexOfCode(events.types());
    this.counts = new int[columns.types().size()];
    this.categorical =
        columns.categorical().stream()
            .map(known -> SessionEvents.coded(events.categorical(), known.column()))
            .toList();
    this.valueIndex =
        IntStream.range(0, categorical.size())
            .mapToObj(c -> columns.categorical().get(c).indexOfCode(categorical.get(c)))
            .toArray(int[][]::new);
    this.numeric =
        columns.numeric().stream()
            .map(name -> SessionEvents.numbers(events.numeric(), name))
            .toList();
  }

  @Override
  public int width() {
    return counts.length + LAST + categorical.size() + numeric.size() + CLOCK;
  }

  @Override
  public void begin() {
    Arrays.fill(counts, 0);
    Arrays.fill(last, -1);
    position = 0;
  }

  @Override
  public void see(int newRow) {
    int type = typeIndex[events.types().codes()[newRow]];
    counts[type]++;
    System.arraycopy(last, 0, last, 1, LAST - 1);
    last[0] = type;
    if (position++ == 0) {
      beginMillis = events.timeMillis()[newRow];
    } else {
      beforeMillis = events.timeMillis()[row];
    }
    row = newRow;
  }

  @Override
  public void write(float[] target, int offset) {
    int at = offset;
    for (int count : counts) {
      target[at++] = count;
    }
    for (int type : last) {
      target[at++] = type;
    }
    for (int c = 0; c < valueIndex.length; c++) {
      target[at++] = valueIndex[c][categorical.get(c).codes()[row]];
    }
    for (NumericColumn column : numeric) {
      target[at++] = (float) column.values()[row];
    }
    long now = events.timeMillis()[row];
    target[at++] = position == 1 ? Float.NaN : (now - beforeMillis) / 1000f;
    target[at++] = (now - beginMillis) / 1000f;
    target[at++] = position;
    target[at] = (float) (now / MILLIS_PER_HOUR % 24);
  }
}
