package org.unroll4j.data.windows;

import java.util.ArrayList;
import java.util.List;

/** What happened one step before: the value, whether it is known, missing or bounded by stock. */
final class PastChannels implements ChannelGroup {
  private final boolean stockouts;
  private final boolean masked;

  PastChannels(WindowEncoderState state) {
    this.stockouts = state.stockouts();
    this.masked = state.masked();
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>(List.of("value 1 back", "known 1 back"));
    if (stockouts) {
      names.add("stock-out 1 back");
    }
    if (masked) {
      names.add("missing 1 back");
    }
    return names;
  }

  @Override
  public void write(Window window, float[] target, int at) {
    int steps = window.shape.steps();
    int back = window.shape.back();
    int missing = at + (stockouts ? 3 : 2) * steps;
    for (int i = window.existsFrom; i < window.end && back + i - 1 <= window.limit(); i++) {
      int before = back + i - 1;
      target[at + i] = Window.squash(window.filled[before] / window.scale[i]);
      target[at + steps + i] = window.present[before];
      if (stockouts) {
        target[at + 2 * steps + i] = window.stockout[before];
      }
      if (masked && i > window.first) {
        target[missing + i] = 1 - window.present[before];
      }
    }
  }
}
