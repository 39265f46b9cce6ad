package org.unroll4j.data.events;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Small event files for tests. */
public final class CsvFiles {
  public static final EventColumns SHOP =
      new EventColumns("sid", "uid", "at", "what", List.of("brand"), List.of("price"), null);

  private CsvFiles() {}

  public static Path write(Path folder, String name, String... lines) {
    try {
      return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Path gzip(Path folder, String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  /** All rows as text, for comparisons of whole tables. */
  public static List<Event> events(EventTable table) {
    return java.util.stream.IntStream.range(0, table.rows()).mapToObj(table::event).toList();
  }
}
