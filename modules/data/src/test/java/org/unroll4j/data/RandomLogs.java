package org.unroll4j.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.unroll4j.data.events.EventColumns;
import org.unroll4j.data.events.EventReader;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.events.ReadOptions;

/** Event tables of random users, sessions, gaps, types and missing prices. */
public final class RandomLogs {
  private static final List<String> TYPES = List.of("view", "cart", "search", "purchase");
  private static final EventColumns COLUMNS =
      new EventColumns("sid", "uid", "at", "what", List.of("brand"), List.of("price"), null);

  private RandomLogs() {}

  public static EventTable table(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder("sid,uid,at,what,brand,price\n");
    int sessions = 7 + random.nextInt(40);
    int users = 3 + random.nextInt(sessions);
    for (int s = 0; s < sessions; s++) {
      int user = random.nextInt(users);
      long time = random.nextLong(2_000_000);
      for (int i = random.nextInt(13); i >= 0; i--) {
        time += random.nextLong(40_000);
        String price = random.nextInt(3) == 0 ? "" : String.valueOf(1 + random.nextInt(99));
        text.append(
            "s%d,u%d,%d,%s,b%d,%s%n"
                .formatted(
                    s,
                    user,
                    1_600_000_000_000L + time,
                    TYPES.get(random.nextInt(i == 5 ? 4 : 3)),
                    random.nextInt(5),
                    price));
      }
    }
    text.append("end,nobody,1600000400000,purchase,b0,\n");
    return read(text.toString());
  }

  private static EventTable read(String text) {
    try {
      Path file = Files.createTempFile("random", ".csv");
      try {
        Files.writeString(file, text);
        return EventReader.read(file, COLUMNS, ReadOptions.defaults());
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
