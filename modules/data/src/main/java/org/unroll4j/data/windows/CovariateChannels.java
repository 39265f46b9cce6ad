package org.unroll4j.data.windows;

import java.util.ArrayList;
import java.util.List;

/**
 * Covariates: the known ones of the step itself, those of the past of one step before and never
 * after the limit. Standardised; where training has gaps a channel says what is missing.
 */
final class CovariateChannels implements ChannelGroup {
  private final List<CovariateScale> scales;
  private final boolean past;

  CovariateChannels(List<CovariateScale> scales, boolean past) {
    this.scales = scales;
    this.past = past;
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (CovariateScale scale : scales) {
      String name = past ? scale.name() + " 1 back" : scale.name();
      names.add(name);
      if (scale.gaps()) {
        names.add("missing " + name);
      }
    }
    return names;
  }

  @Override
  public void write(Window window, float[] target, int at) {
    int steps = window.shape.steps();
    int channel = at;
    for (int c = 0; c < scales.size(); c++) {
      CovariateScale scale = scales.get(c);
      float[] numbers = window.scratch;
      if (past) {
        window.table.past(c, window.series, window.start - 1, numbers);
      } else {
        window.table.known(c, window.series, window.start, numbers);
      }
      int end = past ? Math.min(steps, window.seenLimit() - window.shape.back() + 2) : steps;
      for (int i = window.existsFrom; i < window.end; i++) {
        float number = i < end ? numbers[i] : Float.NaN;
        target[channel + i] = scale.apply(number);
        if (scale.gaps() && Float.isNaN(number)) {
          target[channel + steps + i] = 1;
        }
      }
      channel += scale.gaps() ? 2 * steps : steps;
    }
  }
}
