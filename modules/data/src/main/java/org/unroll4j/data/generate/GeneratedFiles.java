package org.unroll4j.data.generate;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.unroll4j.data.table.TableFiles;

/** Writes the rows under another name first, so that no half of a data set is ever seen. */
final class GeneratedFiles {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final String HEADER = "session_id,user_id,event_time,event_type,price,converted\n";

  private GeneratedFiles() {}

  static void write(Path csv, List<SessionGenerator.Row> rows, SessionGenerator.Request request)
      throws IOException {
    Path folder = csv.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path partial = folder.resolve(csv.getFileName() + ".partial");
    try {
      boolean gzip = csv.getFileName().toString().endsWith(".gz");
      try (OutputStream file = Files.newOutputStream(partial);
          OutputStream out = gzip ? new BestGzip(file) : file;
          BufferedWriter text =
              new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
        text.write(HEADER);
        for (SessionGenerator.Row row : rows) {
          text.write(line(row));
        }
      }
      String sha = TableFiles.textSha256(partial);
      String card = CardText.of(csv.getFileName().toString(), rows, request, sha);
      Files.move(partial, csv, StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(DataCard.pathBeside(csv), card);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static String line(SessionGenerator.Row row) {
    String price = Double.isNaN(row.price()) ? "" : String.format(Locale.ROOT, "%.2f", row.price());
    String time = TIME.format(Instant.ofEpochMilli(row.timeMillis()));
    return String.join(
            ",",
            "s" + (row.session() + 1),
            "u" + (row.user() + 1),
            time,
            row.type(),
            price,
            row.converted())
        + '\n';
  }

  /** Gzip of the strongest kind; Java writes no time into its header. */
  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
