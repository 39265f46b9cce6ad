package org.unroll4j.studies.baselines;

import java.util.Arrays;

/**
 * What does not depend on the order of the events so far: log(1 + count) of each event type, of all
 * events, and log(1 + seconds since the session began).
 */
final class CountFeatures implements StepFeatures {

  private final SessionEvents events;
  private final int[] indexOfCode;
  private final int[] counts;
  private int position;
  private long beginMillis;
  private long nowMillis;

  CountFeatures(KnownValues types, SessionEvents events) {
    this.events = events;
    this.indexOfCode = types.indexOfCode(events.types());
    this.counts = new int[types.size()];
  }

  @Override
  public int width() {
    return counts.length + 2;
  }

  @Override
  public void begin() {
    Arrays.fill(counts, 0);
    position = 0;
  }

  @Override
  public void see(int row) {
    counts[indexOfCode[events.types().codes()[row]]]++;
    nowMillis = events.timeMillis()[row];
    beginMillis = position++ == 0 ? nowMillis : beginMillis;
  }

  @Override
  public void write(float[] target, int offset) {
    for (int i = 0; i < counts.length; i++) {
      target[offset + i] = (float) Math.log1p(counts[i]);
    }
    target[offset + counts.length] = (float) Math.log1p(position);
    target[offset + counts.length + 1] = (float) Math.log1p((nowMillis - beginMillis) / 1000.0);
  }
}
