package org.unroll4j.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Damages sound files at random and looks at what becomes of those who read them. */
public final class Fuzz {

  private static final List<String> ABSURD_NUMBERS =
      List.of("-1", "0", "1e9", "4294967296", "9223372036854775807", "18446744073709551616", "0.5");

  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final SplittableRandom random;
  private final List<byte[]> sound;
  private final Path file;
  private int refused;

  /** A source of damaged files, written one after the other to the same place. */
  public Fuzz(long seed, List<byte[]> sound, Path file) {
    this.random = new SplittableRandom(seed);
    this.sound = sound;
    this.file = file;
  }

  /** Reads a file. */
  @FunctionalInterface
  public interface Reader {

    /** Reads all of it. */
    void read(Path file) throws IOException;
  }

  /**
   * Asserts that every damaged file is read or refused with the one documented exception and one
   * line, and takes no more memory than a fixed amount and a multiple of its size.
   *
   * @param largest bytes that reading any file may allocate besides {@code perByte} per byte
   */
  public void run(int inputs, long largest, long perByte, Reader reader) throws IOException {
    run(inputs, largest, perByte, bytes -> bytes, reader);
  }

  /**
   * As the other one.
   *
   * @param packing what is made of the damaged bytes before they are written
   */
  public void run(
      int inputs, long largest, long perByte, UnaryOperator<byte[]> packing, Reader reader)
      throws IOException {
    for (int i = 0; i < inputs; i++) {
      byte[] damaged = packing.apply(damaged());
      // A new file each time: overwriting one makes some file systems wait for the disk.
      Files.deleteIfExists(file);
      Files.write(file, damaged);
      long before = THREAD.getThreadAllocatedBytes(Thread.currentThread().getId());
      try {
        reader.read(file);
      } catch (WeightFileException e) {
        refused++;
        assertThat(e.getMessage()).startsWith("Weight file " + file).doesNotContain("\n", "\r");
      }
      long taken = THREAD.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
      assertThat(taken)
          .as("bytes taken by input %d of %d bytes", i, damaged.length)
          .isLessThan(largest + perByte * damaged.length);
    }
    assertThat(refused).as("refused inputs").isGreaterThan(inputs / 4).isLessThan(inputs);
  }

  private byte[] damaged() {
    byte[] bytes = sound.get(random.nextInt(sound.size())).clone();
    int wounds = 1 + random.nextInt(3);
    for (int i = 0; i < wounds && bytes.length > 0; i++) {
      bytes = damaged(bytes);
    }
    return bytes;
  }

  private byte[] damaged(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> changed(bytes, at, bytes[at] ^ (1 << random.nextInt(8)));
      // The front of a file is where lengths and structure are.
      case 2 -> changed(bytes, random.nextInt(Math.min(bytes.length, 64)), random.nextInt(256));
      case 3 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(64));
      case 4 -> without(bytes, at, random.nextInt(16));
      case 5 -> with(bytes, at, Arrays.copyOfRange(bytes, at / 2, at));
      case 6 -> absurdNumber(bytes, at);
      default -> absurdLength(bytes);
    };
  }

  private static byte[] changed(byte[] bytes, int at, int value) {
    bytes[at] = (byte) value;
    return bytes;
  }

  private static byte[] without(byte[] bytes, int at, int count) {
    int to = Math.min(bytes.length, at + count);
    return with(Arrays.copyOf(bytes, at), at, Arrays.copyOfRange(bytes, to, bytes.length));
  }

  private static byte[] with(byte[] bytes, int at, byte[] inserted) {
    return ByteBuffer.allocate(bytes.length + inserted.length)
        .put(bytes, 0, at)
        .put(inserted)
        .put(bytes, at, bytes.length - at)
        .array();
  }

  /** Another number in the place of the next digits. */
  private byte[] absurdNumber(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && !Character.isDigit(bytes[at])) {
      at++;
    }
    int end = at;
    while (end < bytes.length && Character.isDigit(bytes[end])) {
      end++;
    }
    String number = ABSURD_NUMBERS.get(random.nextInt(ABSURD_NUMBERS.size()));
    return with(without(bytes, at, end - at), at, number.getBytes(StandardCharsets.US_ASCII));
  }

  /** Another number in the first eight bytes. */
  private byte[] absurdLength(byte[] bytes) {
    long length = random.nextLong() >>> random.nextInt(64);
    byte[] changed = Arrays.copyOf(bytes, Math.max(8, bytes.length));
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    return changed;
  }
}
