package org.unroll4j.data.windows;

import java.util.ArrayList;
import java.util.List;

/**
 * Statistics of the steps at the same place of the last seasons, as known one step before and at
 * most at the origin: mean and share of known values; of some also deviation, share of zeros, share
 * of stock-outs and mean without stock-outs.
 */
final class SeasonalChannels implements ChannelGroup {
  private final int number;
  private final SeasonalWindow seasonal;
  private final boolean stockouts;

  SeasonalChannels(int number, SeasonalWindow seasonal, WindowEncoderState state) {
    this.number = number;
    this.seasonal = seasonal;
    this.stockouts = seasonal.full() && state.stockouts();
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>(List.of(seasonal.name("mean"), seasonal.name("known")));
    if (seasonal.full()) {
      names.add(seasonal.name("deviation"));
      names.add(seasonal.name("zeros"));
    }
    if (stockouts) {
      names.add(seasonal.name("stock-outs"));
      names.add(seasonal.name("mean without stock-outs"));
    }
    return names;
  }

  @Override
  public void write(Window window, float[] target, int at) {
    SeasonalSums sums = window.seasonal(number);
    int steps = window.shape.steps();
    for (int i = window.existsFrom; i < window.end; i++) {
      int j = sums.at(window, i);
      if (sums.known(j) == 0) {
        continue;
      }
      float scale = window.scale[i];
      target[at + i] = Window.squash(sums.mean(j) / scale);
      target[at + steps + i] = (float) (sums.known(j) / seasonal.count());
      if (seasonal.full()) {
        target[at + 2 * steps + i] = Window.squash(sums.deviation(j) / scale);
        target[at + 3 * steps + i] = (float) sums.zeroShare(j);
      }
      if (stockouts) {
        target[at + 4 * steps + i] = (float) sums.stockoutShare(j);
        target[at + 5 * steps + i] = Window.squash(sums.sellableMean(j) / scale);
      }
    }
  }
}
