package org.unroll4j.data.events;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.unroll4j.data.DataException;

/** Opens event files, plain or gzip, and knows their fingerprint. */
public final class EventFile {
  private EventFile() {}

  /**
   * The text of the file; gzip is recognised by its first two bytes.
   *
   * @throws DataException if there is no such file
   */
  public static InputStream open(Path file) throws IOException {
    requireFile(file);
    BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip ? new GZIPInputStream(in, 1 << 16) : in;
  }

  /** SHA-256 of the bytes on the disk, hexadecimal. */
  public static String sha256(Path file) throws IOException {
    requireFile(file);
    try (InputStream in = Files.newInputStream(file)) {
      return digest(in);
    }
  }

  /** SHA-256 of the text, whether it is compressed or not, hexadecimal. */
  public static String contentSha256(Path file) throws IOException {
    try (InputStream in = open(file)) {
      return digest(in);
    }
  }

  private static void requireFile(Path file) {
    if (Files.isDirectory(file)) {
      throw new DataException("%s: is a folder; name a CSV file, plain or gzip.".formatted(file));
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
