package org.unroll4j.interop.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.interop.Fuzz;
import org.unroll4j.interop.WeightFileException;

/** Damaged and hostile files: one exception, one line, little memory. */
class HostileSafetensorsTest {

  @TempDir private Path folder;

  /** Headers with eight bytes of data behind them; ` stands for ". */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{`a`:{`dtype`:`F32`,`shape`:[2],`data_offsets`:[0,8]} | is not JSON as it should be",
        "{`a`:{`dtype`:`F32`,`shape`:[2],`data_offsets`:[0,8]}}x | is not JSON as it should be",
        "{`a`:{`dtype`:`F32`,`shape`:[2],`data_offsets`:[0,8]}}{} | has something behind the end",
        "{`a`:{`dtype`:`F32`,`shape`:[2],`data_offsets`:[0,4]}} | which is 8 bytes, but gives it",
        "{`a`:{`dtype`:`F32`,`shape`:[2],`data_offsets`:[8,0]}} | gives it the bytes 8 to 0",
        "{`a`:{`dtype`:`F32`,`shape`:[1],`data_offsets`:[4,8]}} | has a hole in its data: 'a'",
        "{`a`:{`dtype`:`F32`,`shape`:[1],`data_offsets`:[0,4]}} | must have 4 bytes of data",
        "{`a`:{`dtype`:`F32`,`shape`:[3],`data_offsets`:[0,12]}} | but has 8: it is cut off",
        "{`a`:{`dtype`:`F32`,`shape`:[2],`data_offsets`:[0,8]},`b`:{`dtype`:`F32`,`shape`:[1],`data_offsets`:[4,8]}} | has an overlap in its data: 'b'",
        "{`a`:{`dtype`:`F32`,`shape`:[2],`data_offsets`:[0,8]},`a`:{`dtype`:`F32`,`shape`:[2],`data_offsets`:[0,8]}} | Duplicate field 'a'",
        "{`a`:{`dtype`:`F32`,`dtype`:`F32`,`shape`:[2],`data_offsets`:[0,8]}} | Duplicate field 'dtype'",
        "{`__metadata__`:{`k`:`1`,`k`:`2`}} | Duplicate field 'k'",
        "{`__metadata__`:{`k`:1}} | in which '__metadata__.k' is a whole number instead of a text",
        "{`__metadata__`:[]} | in which '__metadata__' is an array instead of an object",
        "{`a`:{`dtype`:`F32`,`shape`:[-2],`data_offsets`:[0,8]}} | must have at most 32 numbers from 0 on in 'a.shape'",
        "{`a`:{`dtype`:`F32`,`shape`:[2.0],`data_offsets`:[0,8]}} | is a fraction instead of a whole number",
        "{`a`:{`dtype`:`F32`,`shape`:[2],`data_offsets`:[0,4,8]}} | must have at most 2 numbers",
        "{`a`:{`dtype`:`F32`,`shape`:[2],`data_offsets`:[0]}} | must say dtype, shape and two data_offsets",
        "{`a`:{`dtype`:`F32`,`data_offsets`:[0,8]}} | must say dtype, shape and two data_offsets of 'a'",
        "{`a`:{`dtype`:`F31`,`shape`:[2],`data_offsets`:[0,8]}} | has the unknown element type 'F31' in 'a'",
        "{`a`:{`dtype`:`F32`,`shape`:[4294967296,4294967296],`data_offsets`:[0,8]}} | has an absurd shape in 'a'",
        "{`a`:{`dtype`:`F64`,`shape`:[9223372036854775807],`data_offsets`:[0,8]}} | has an absurd shape in 'a'",
        "{`a`:{`dtype`:`F32`,`shape`:[99999999999999999999],`data_offsets`:[0,8]}} | is not JSON as it should be",
        "{`a`:{`dtype`:`F32`,`shape`:[[[[2]]]],`data_offsets`:[0,8]}} | has a header",
        "{`a`:{`path`:`/etc/passwd`,`shape`:[2],`data_offsets`:[0,8]}} | says something unknown about 'a': 'path'",
        "[1] | does not begin with '{'",
        "'' | does not begin with '{'",
      })
  void headersAreRefusedWithTheReason(String header, String reason) throws IOException {
    requireRefused(file(header.replace('`', '"').getBytes(StandardCharsets.UTF_8), 8), reason);
  }

  @Test
  void headersThatAreTooLongAreNotRead() throws IOException {
    for (long length : List.of(Long.MAX_VALUE, -1L, 1L << 40, Safetensors.LARGEST_HEADER + 1L)) {
      Path file = Files.write(folder.resolve("long"), number(length, 16));
      requireRefused(file, "announces a header of " + Long.toUnsignedString(length) + " bytes");
    }
    requireRefused(Files.write(folder.resolve("cut"), number(9, 16)), "it is cut off");
    requireRefused(Files.write(folder.resolve("short"), new byte[7]), "it has 7 bytes only");
    requireRefused(folder, "is a folder");
  }

  @Test
  void textThatIsNotUtf8IsRefused() throws IOException {
    requireRefused(file(new byte[] {'{', '"', (byte) 0xFF, '"'}, 0), "not UTF-8");
  }

  @Test
  void deepNestingEndsWithoutAStackOverflow() throws IOException {
    String deep = "{\"a\":" + "[".repeat(1 << 20);
    requireRefused(file(deep.getBytes(StandardCharsets.UTF_8), 0), "'a' is an array");
    String inside = "{\"a\":{\"shape\":" + "[".repeat(1 << 20);
    requireRefused(file(inside.getBytes(StandardCharsets.UTF_8), 0), "nesting depth");
  }

  @Test
  void messagesStayShortAndOnOneLine() throws IOException {
    String header = "{\"" + "x\\n\\u001b".repeat(500) + "\":1}";
    requireRefused(file(header.getBytes(StandardCharsets.UTF_8), 0), "…' is a whole number");
  }

  private void requireRefused(Path file, String reason) {
    Throwable thrown = catchThrowable(() -> Safetensors.read(file));
    assertThat(thrown).isInstanceOf(WeightFileException.class).hasMessageContaining(reason);
    assertThat(thrown.getMessage())
        .startsWith("Weight file " + file + " ")
        .endsWith(".")
        .hasSizeLessThan(600)
        .doesNotContain("\n", "\u001b");
  }

  private Path file(byte[] header, int dataBytes) throws IOException {
    byte[] bytes = number(header.length, 8 + header.length + dataBytes);
    System.arraycopy(header, 0, bytes, 8, header.length);
    return Files.write(folder.resolve("hostile.safetensors"), bytes);
  }

  private static byte[] number(long value, int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }

  @Test
  void tenThousandDamagedFiles() throws IOException {
    Path file = folder.resolve("fuzz.safetensors");
    Map<String, String> metadata = Map.of("format", "pt");
    Safetensors.write(
        file,
        Map.of("a.weight_ih_l0", Nd4j.linspace(1, 12, 12).reshape(4, 3), "a.b", Nd4j.scalar(2.5)),
        metadata);
    byte[] first = Files.readAllBytes(file);
    Safetensors.write(
        file, Map.of("x", Nd4j.createFromArray(1f, 2f, 3f)), Map.of(), ElementType.BF16);
    byte[] second = Files.readAllBytes(file);
    Safetensors.write(file, Map.of(), metadata);
    byte[] third = Files.readAllBytes(file);
    new Fuzz(3, List.of(first, second, third), file).run(12_000, 1 << 20, 64, Safetensors::read);
  }
}
