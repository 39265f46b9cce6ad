package org.unroll4j.data.windows;

import java.util.ArrayList;
import java.util.List;

/**
 * Values some steps back. Where the value at the lag is not known yet, the one at the smallest
 * multiple of the lag that is known stands in.
 */
final class LagChannels implements ChannelGroup {
  private final List<Integer> lags;
  private final int perLag;

  LagChannels(WindowEncoderState state) {
    this.lags = state.lags();
    this.perLag = state.stockouts() ? 3 : 2;
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (int lag : lags) {
      names.add("value %d back".formatted(lag));
      names.add("known %d back".formatted(lag));
      if (perLag == 3) {
        names.add("stock-out %d back".formatted(lag));
      }
    }
    return names;
  }

  @Override
  public void write(Window window, float[] target, int at) {
    for (int lag = 0; lag < lags.size(); lag++) {
      write(window, lags.get(lag), target, at + lag * perLag * window.shape.steps());
    }
  }

  private void write(Window window, int lag, float[] target, int at) {
    int steps = window.shape.steps();
    for (int i = window.existsFrom; i < window.end; i++) {
      int from = lagged(window, i, lag);
      if (from >= 0) {
        target[at + i] = Window.squash(window.filled[from] / window.scale[i]);
        target[at + steps + i] = window.present[from];
        if (perLag == 3) {
          target[at + 2 * steps + i] = window.stockout[from];
        }
      }
    }
  }

  /** History index of the latest known step that lies a multiple of the lag before step i. */
  private static int lagged(Window window, int i, int lag) {
    int from = window.shape.back() + i - lag;
    while (from > window.limit()) {
      from -= lag;
    }
    return from;
  }
}
