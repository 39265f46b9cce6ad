package org.unroll4j.data.generate.demand;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.unroll4j.data.DataException;

/** Writes series one after another under another name first, so that no half is ever seen. */
final class DemandFile {
  private static final String HEADER =
      "store,product,category,time,sales,stockout,promotion,holiday,temperature,rain\n";
  private static final int TENTHS = 10;

  private final DemandSizes sizes;
  private final DemandSummary summary = new DemandSummary();
  private final String[] times;
  private final StringBuilder rows = new StringBuilder();

  private DemandFile(DemandSizes sizes) {
    this.sizes = sizes;
    this.times = new String[sizes.steps()];
    for (int t = 0; t < times.length; t++) {
      times[t] = "," + SalesCalendar.time(t) + ",";
    }
  }

  static DemandSummary write(Path file, DemandSizes sizes) {
    DemandFile writer = new DemandFile(sizes);
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path partial = folder.resolve(file.getFileName() + ".partial");
      try {
        boolean gzip = file.getFileName().toString().endsWith(".gz");
        writer.writeText(partial, gzip);
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw new DataException("%s: cannot be written (%s).".formatted(file, e.getMessage()), e);
    }
    return writer.summary;
  }

  private void writeText(Path partial, boolean gzip) throws IOException {
    try (OutputStream file = Files.newOutputStream(partial);
        OutputStream out = gzip ? new GZIPOutputStream(file, 1 << 16) : file;
        BufferedWriter text =
            new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
      text.write(HEADER);
      for (int s = 0; s < sizes.stores(); s++) {
        Store store = Store.of(sizes, s);
        for (int p = 0; p < sizes.products(); p++) {
          SeriesPlan plan = SeriesPlan.of(sizes, store, Product.of(sizes, p));
          SalesPath path = SalesPath.of(sizes, plan);
          summary.add(plan, path);
          rows.setLength(0);
          addRows(plan, path);
          text.append(rows);
        }
      }
    }
  }

  private void addRows(SeriesPlan plan, SalesPath path) {
    List<String> key = plan.key(sizes);
    String series = key.get(0) + ',' + key.get(1) + ',' + plan.category();
    Weather weather = plan.store().weather();
    for (int t = plan.first(); t < times.length; t++) {
      rows.append(series).append(times[t]).append(path.sales()[t]);
      flag(path.stockout()[t]);
      flag(plan.promotion()[t]);
      flag(SalesCalendar.isHoliday(t));
      tenths(weather.temperature()[t]);
      tenths(weather.rain()[t]);
      rows.append('\n');
    }
  }

  private void flag(boolean value) {
    rows.append(value ? ",1" : ",0");
  }

  private void tenths(int value) {
    int size = Math.abs(value);
    rows.append(value < 0 ? ",-" : ",").append(size / TENTHS);
    if (size % TENTHS != 0) {
      rows.append('.').append(size % TENTHS);
    }
  }
}
