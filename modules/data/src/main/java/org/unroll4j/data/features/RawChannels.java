package org.unroll4j.data.features;

import java.util.ArrayList;
import java.util.List;
import org.unroll4j.data.DataException;
import org.unroll4j.data.events.Event;
import org.unroll4j.data.events.EventColumns;

/**
 * The numeric channels of an event before they are standardised: time since the event before, in
 * log(1 + seconds), position in the session, as log(1 + position), hour of day in UTC as sine and
 * cosine, the numeric columns (NaN is missing), and a 0/1 channel for each that says so.
 */
final class RawChannels {
  static final String MISSING = "missing:";
  private static final double MILLIS_PER_DAY = 86_400_000;
  private static final List<String> ALWAYS =
      List.of("logSecondsSincePrevious", "logPosition", "hourSin", "hourCos");
  private static final int FIRST_COLUMN = ALWAYS.size();

  private final List<NumericFeature> features;
  private final int[] source;

  RawChannels(EventColumns columns, FeatureConfig config) {
    this.features = config.numeric();
    this.source = features.stream().mapToInt(f -> find(columns, f.column())).toArray();
  }

  private static int find(EventColumns columns, String column) {
    int index = columns.numeric().indexOf(column);
    if (index < 0) {
      throw new DataException(
          "FeatureConfig: numeric column \"%s\" is not read; the columns have %s."
              .formatted(column, columns.numeric()));
    }
    return index;
  }

  List<String> names() {
    List<String> names = new ArrayList<>(ALWAYS);
    features.forEach(feature -> names.add(feature.column()));
    features.forEach(feature -> names.add(MISSING + feature.column()));
    return names;
  }

  /** Whether a channel is standardised: not the hour of day and not the marks of missing values. */
  static boolean isStandardised(String name) {
    return !name.equals("hourSin") && !name.equals("hourCos") && !name.startsWith(MISSING);
  }

  /**
   * The channels of one event, in the order of their names.
   *
   * @param previous the event before in the same session, or null for the first
   * @param position 0 for the first event of the session
   */
  double[] of(Event event, Event previous, int position) {
    double[] raw = new double[FIRST_COLUMN + 2 * source.length];
    long gap = previous == null ? 0 : event.timeMillis() - previous.timeMillis();
    double angle = 2 * Math.PI * (Math.floorMod(event.timeMillis(), 86_400_000L) / MILLIS_PER_DAY);
    raw[0] = Math.log1p(Math.max(0, gap) / 1000.0);
    raw[1] = Math.log1p(position);
    raw[2] = Math.sin(angle);
    raw[3] = Math.cos(angle);
    for (int i = 0; i < source.length; i++) {
      double value = event.numeric().get(source[i]);
      raw[FIRST_COLUMN + i] = features.get(i).transform(value);
      raw[FIRST_COLUMN + source.length + i] = Double.isNaN(value) ? 1 : 0;
    }
    return raw;
  }
}
