package org.unroll4j.data.windows;

import java.util.ArrayList;
import java.util.List;
import org.unroll4j.data.series.Frequency;

/**
 * Where the series stands, as known one step before: its scale, recent means beside it, how much of
 * it is zero, how long ago the last sale was, how old it is, and how far ahead a step lies.
 */
final class LevelChannels implements ChannelGroup {
  private final WindowEncoderState state;
  private final List<Integer> spans;
  private final boolean ahead;

  LevelChannels(WindowEncoderState state) {
    this.state = state;
    List<Integer> seasons = Frequency.parse(state.frequency()).seasons();
    this.spans = seasons.stream().filter(season -> season * 2 <= state.trainingSteps()).toList();
    this.ahead = !state.config().stepwise();
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>();
    spans.forEach(span -> names.add("mean of last %d".formatted(span)));
    names.addAll(List.of("scale", "zeros", "since last sale", "age"));
    if (ahead) {
      names.add("ahead");
    }
    return names;
  }

  @Override
  public void write(Window window, float[] target, int at) {
    int steps = window.shape.steps();
    for (int i = window.existsFrom; i < window.end; i++) {
      int to = at + i;
      for (int span : spans) {
        target[to] = window.level(i, span);
        to += steps;
      }
      target[to] = scale(window.scale[i]);
      target[to + steps] = window.zeroShare(i, window.shape.scaleSteps());
      target[to + 2 * steps] = FastLog.log1p(window.sinceSale(i)) / 5;
      target[to + 3 * steps] = FastLog.log1p(i - window.first) / 8;
      if (ahead && i >= window.shape.context()) {
        target[to + 4 * steps] =
            (float) (i - window.shape.context() + 1) / state.config().horizon();
      }
    }
  }

  private float scale(float scale) {
    double standardised = (FastLog.log(scale) - state.logScaleMean()) / state.logScaleDeviation();
    return (float) Math.max(-10, Math.min(10, standardised));
  }
}
