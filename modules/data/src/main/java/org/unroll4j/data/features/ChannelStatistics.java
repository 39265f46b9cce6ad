package org.unroll4j.data.features;

import java.util.ArrayList;
import java.util.List;
import org.unroll4j.data.events.Event;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.labels.LabelledSequence;

/** Mean and deviation of each channel, missing values left out (Welford's running update). */
final class ChannelStatistics {
  private final RawChannels raw;
  private final List<String> names;
  private final long[] count;
  private final double[] mean;
  private final double[] squares;

  ChannelStatistics(RawChannels raw) {
    this.raw = raw;
    this.names = raw.names();
    this.count = new long[names.size()];
    this.mean = new double[names.size()];
    this.squares = new double[names.size()];
  }

  void add(EventTable table, LabelledSequence sequence) {
    Event previous = null;
    for (int t = 0; t < sequence.length(); t++) {
      Event event = table.event(sequence.from() + t);
      double[] values = raw.of(event, previous, t);
      for (int i = 0; i < values.length; i++) {
        if (!Double.isNaN(values[i])) {
          add(i, values[i]);
        }
      }
      previous = event;
    }
  }

  private void add(int channel, double value) {
    count[channel]++;
    double delta = value - mean[channel];
    mean[channel] += delta / count[channel];
    squares[channel] += delta * (value - mean[channel]);
  }

  List<Standardiser> standardisers() {
    List<Standardiser> standardisers = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      double deviation = count[i] == 0 ? 0 : Math.sqrt(squares[i] / count[i]);
      boolean apply = RawChannels.isStandardised(names.get(i));
      standardisers.add(
          new Standardiser(
              names.get(i), apply ? mean[i] : 0, apply && deviation > 1e-12 ? deviation : 1));
    }
    return standardisers;
  }
}
