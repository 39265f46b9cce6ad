package org.unroll4j.data.series;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The time of a row: a moment, or what the clocks of a place showed.
 *
 * @param seconds since 1970-01-01T00:00Z; of a clock's time as if the clock stood at UTC
 * @param local whether it is a clock's time
 */
record WallTime(long seconds, boolean local) {

  WallTime plusHours(long hours) {
    return new WallTime(seconds + hours * 3600, local);
  }

  /** What the clocks of a zone show. */
  LocalDateTime onClocks(ZoneId zone) {
    return local
        ? LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC)
        : LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds), zone);
  }

  /**
   * The moments that it can be: none where clocks are put forward, two where they are put back, the
   * earlier one first.
   */
  List<Instant> moments(ZoneId zone) {
    if (!local || zone instanceof ZoneOffset) {
      long shift = local ? ((ZoneOffset) zone).getTotalSeconds() : 0;
      return List.of(Instant.ofEpochSecond(seconds - shift));
    }
    LocalDateTime clock = onClocks(zone);
    return zone.getRules().getValidOffsets(clock).stream().map(clock::toInstant).toList();
  }
}
