package org.unroll4j.studies.demand.scores;

import java.time.ZonedDateTime;
import org.unroll4j.data.series.Frequency;
import org.unroll4j.data.series.SeriesTable;

/** What a step is called within the cycle that people see: the hour of day, or the day of week. */
enum Clock {
  /** Local hour of day, 0 to 23. */
  HOUR("hour", 24) {
    @Override
    int read(ZonedDateTime time) {
      return time.getHour();
    }
  },
  /** Local day of week, 1 (Monday) to 7. */
  WEEKDAY("weekday", 8) {
    @Override
    int read(ZonedDateTime time) {
      return time.getDayOfWeek().getValue();
    }
  },
  /** Steps of a week or longer have no such cycle. */
  NONE("", 1) {
    @Override
    int read(ZonedDateTime time) {
      return 0;
    }
  };

  private static final long DAY = 86_400;

  private final String key;
  private final int size;

  Clock(String key, int size) {
    this.key = key;
    this.size = size;
  }

  /** The clock for steps of the table's length. */
  static Clock of(SeriesTable table) {
    Frequency step = table.frequency();
    if (!step.wholeDays()) {
      return HOUR;
    }
    return step.seconds() < 7 * DAY ? WEEKDAY : NONE;
  }

  abstract int read(ZonedDateTime time);

  String key() {
    return key;
  }

  /** All readings lie below it. */
  int size() {
    return size;
  }
}
