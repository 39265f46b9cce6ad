package org.unroll4j.data.table;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.unroll4j.data.DataException;

/** Opens files that hold tables, whatever their format, and knows their fingerprint. */
public final class TableFiles {
  private static final int LONGEST_REASON = 120;

  private TableFiles() {}

  /**
   * All columns of a table, except those of a Parquet file that hold lists or whose type is not
   * read; the format is recognised by the first bytes of the file, not by its name.
   *
   * @throws DataException if there is no such file, or it holds no table
   */
  public static TableRows open(Path file) {
    return open(file, null);
  }

  /**
   * Some columns of a table. Those that are not asked for cost little in a CSV file and nothing in
   * a Parquet file.
   *
   * <p>A row of a Parquet file whose cells are lists stands for as many rows as the lists are long;
   * its other cells are the same in each of them. The place in the lists, from 0, is a column named
   * {@code position}, unless the file has one of this name.
   *
   * @param columns names in the order in which the rows are to have them, each as in {@link
   *     TableHeader#find(String)}; null for all
   * @throws DataException if there is no such file, it holds no table, or a column is missing
   */
  public static TableRows open(Path file, List<String> columns) {
    requireFile(file);
    try {
      return isParquet(file) ? new ParquetRows(file, columns) : csv(file, columns);
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    }
  }

  private static TableRows csv(Path file, List<String> columns) throws IOException {
    InputStream in = text(file);
    try {
      return new CsvRows(file.toString(), in, columns);
    } catch (DataException e) {
      in.close();
      throw e;
    }
  }

  private static boolean isParquet(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] first = in.readNBytes(ParquetFooter.MAGIC.length);
      return Arrays.equals(first, ParquetFooter.MAGIC)
          || Arrays.equals(first, ParquetFooter.ENCRYPTED);
    }
  }

  /**
   * The text of a file; gzip is recognised by its first two bytes.
   *
   * @throws DataException if there is no such file
   */
  public static InputStream text(Path file) throws IOException {
    requireFile(file);
    BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip ? new GZIPInputStream(in, 1 << 16) : in;
  }

  /**
   * The files of a table that may be in several: those of a folder, but not of folders in it, whose
   * names end in {@code .parquet}, {@code .csv} or {@code .gz}, ordered by name.
   *
   * @param path a folder, or one file, which then is the only part
   * @throws DataException if the folder holds no such file
   */
  public static List<Path> parts(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      List<Path> parts = files.filter(TableFiles::isPart).sorted().toList();
      if (parts.isEmpty()) {
        throw new DataException(
            "%s: the folder holds no file whose name ends in .parquet, .csv or .gz; correct the path."
                .formatted(path));
      }
      return parts;
    } catch (IOException e) {
      throw unreadable(path.toString(), e);
    }
  }

  private static boolean isPart(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.matches("[^._].*\\.(parquet|csv|gz)") && Files.isRegularFile(file);
  }

  /**
   * SHA-256 of the bytes on the disk, hexadecimal; that of a folder is the one of what {@code
   * sha256sum} says about its {@linkplain #parts parts}.
   *
   * @throws DataException if there is no such file
   */
  public static String sha256(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      StringBuilder lines = new StringBuilder();
      for (Path part : parts(path)) {
        lines.append(sha256(part)).append("  ").append(part.getFileName()).append('\n');
      }
      return digest(new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)));
    }
    requireFile(path);
    try (InputStream in = Files.newInputStream(path)) {
      return digest(in);
    }
  }

  /** SHA-256 of the text, whether it is compressed or not, hexadecimal. */
  public static String textSha256(Path file) throws IOException {
    try (InputStream in = text(file)) {
      return digest(in);
    }
  }

  static DataException unreadable(String source, Throwable error) {
    return new DataException("%s: cannot be read (%s).".formatted(source, reason(error)), error);
  }

  /** The first line of what the first cause has to say. */
  static String reason(Throwable error) {
    Throwable first = error;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    String message = first.getMessage() == null ? "" : first.getMessage();
    String line = message.lines().findFirst().orElse(first.getClass().getSimpleName());
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + " …";
  }

  private static void requireFile(Path file) {
    if (Files.isDirectory(file)) {
      throw new DataException(
          "%s: is a folder; name a file: CSV, gzip or Parquet.".formatted(file));
    }
    if (!Files.isRegularFile(file)) {
      throw new DataException(
          "%s: there is no such file (looked in %s); correct the path."
              .formatted(file, Path.of("").toAbsolutePath()));
    }
  }

  private static String digest(InputStream in) throws IOException {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, sha).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
