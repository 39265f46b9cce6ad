package org.unroll4j.interop.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Sound files, written and read. */
class SafetensorsTest {

  private final SplittableRandom random = new SplittableRandom(11);

  @TempDir private Path folder;

  @Test
  void floatsAndDoublesComeBackBitByBit() throws IOException {
    int[] bits = random.ints(3 * 5 * 7).toArray();
    long[] longBits = random.longs(11 * 13).toArray();
    float[] floats = new float[bits.length];
    double[] doubles = new double[longBits.length];
    for (int i = 0; i < bits.length; i++) {
      floats[i] = Float.intBitsToFloat(bits[i]);
    }
    for (int i = 0; i < longBits.length; i++) {
      doubles[i] = Double.longBitsToDouble(longBits[i]);
    }
    floats[0] = -0f;
    floats[1] = Float.NEGATIVE_INFINITY;
    floats[2] = Float.MIN_VALUE;
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    arrays.put("rnn.weight", Nd4j.createFromArray(floats).reshape('c', 3, 5, 7));
    arrays.put("größe \"1\"\n", Nd4j.createFromArray(doubles).reshape('c', 11, 13));
    Path file = folder.resolve("a.safetensors");
    Safetensors.write(file, arrays, Map.of("format", "pt", "seed", "17"));

    Map<String, INDArray> read = Safetensors.read(file);
    assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(arrays.keySet());
    INDArray first = read.get("rnn.weight");
    assertThat(first.dataType()).isEqualTo(DataType.FLOAT);
    assertThat(first.shape()).containsExactly(3, 5, 7);
    assertThat(rawBits(first.data().asFloat())).isEqualTo(rawBits(floats));
    INDArray second = read.get("größe \"1\"\n");
    assertThat(second.dataType()).isEqualTo(DataType.DOUBLE);
    assertThat(rawBits(second.data().asDouble())).isEqualTo(rawBits(doubles));
    try (SafetensorsFile open = SafetensorsFile.open(file)) {
      assertThat(open.metadata()).containsOnly(Map.entry("format", "pt"), Map.entry("seed", "17"));
    }
  }

  private static List<Integer> rawBits(float[] values) {
    List<Integer> bits = new java.util.ArrayList<>();
    for (float value : values) {
      bits.add(Float.floatToRawIntBits(value));
    }
    return bits;
  }

  private static List<Long> rawBits(double[] values) {
    List<Long> bits = new java.util.ArrayList<>();
    for (double value : values) {
      bits.add(Double.doubleToRawLongBits(value));
    }
    return bits;
  }

  @Test
  void stridesAndOrdersAreWrittenAsTheyAreRead() throws IOException {
    INDArray matrix = Nd4j.createFromArray(new float[][] {{1, 2, 3}, {4, 5, 6}});
    Path file = folder.resolve("b.safetensors");
    Safetensors.write(
        file,
        Map.of("t", matrix.transpose(), "f", matrix.dup('f'), "row", matrix.getRow(1)),
        Map.of());
    Map<String, INDArray> read = Safetensors.read(file);
    assertThat(read.get("t").toFloatMatrix()).isDeepEqualTo(new float[][] {{1, 4}, {2, 5}, {3, 6}});
    assertThat(read.get("f").toFloatMatrix()).isDeepEqualTo(new float[][] {{1, 2, 3}, {4, 5, 6}});
    assertThat(read.get("row").toFloatVector()).containsExactly(4, 5, 6);
  }

  @Test
  void scalarsAndEmptyArraysHaveTheirShapes() throws IOException {
    Path file = folder.resolve("c.safetensors");
    Safetensors.write(
        file,
        Map.of("scalar", Nd4j.scalar(2.5f), "none", Nd4j.create(DataType.DOUBLE, 3, 0, 2)),
        Map.of());
    Map<String, INDArray> read = Safetensors.read(file);
    assertThat(read.get("scalar").shape()).isEmpty();
    assertThat(read.get("scalar").getFloat(0)).isEqualTo(2.5f);
    assertThat(read.get("none").shape()).containsExactly(3, 0, 2);
    assertThat(read.get("none").dataType()).isEqualTo(DataType.DOUBLE);
  }

  @Test
  void sixteenBitsAreWrittenRoundedAndReadExactly() throws IOException {
    INDArray array = Nd4j.createFromArray(1.0009766f, 1.0004883f, -3.1415927f, 65504f);
    Path file = folder.resolve("d.safetensors");
    Safetensors.write(file, Map.of("x", array), Map.of(), ElementType.F16);
    assertThat(Files.size(file)).isLessThan(100);
    // 1.0004883 = 1 + 2^-11 lies halfway and goes to the even neighbour 1.
    assertThat(Safetensors.read(file).get("x").toFloatVector())
        .containsExactly(1.0009766f, 1f, -3.140625f, 65504f);
    Safetensors.write(file, Map.of("x", array.castTo(DataType.DOUBLE)), Map.of(), ElementType.BF16);
    assertThat(Safetensors.read(file).get("x").toFloatVector())
        .containsExactly(1f, 1f, -3.140625f, 65536f);
  }

  @Test
  void whatWouldBecomeInfiniteIsRefusedAndTheOldFileStays() throws IOException {
    Path file = folder.resolve("e.safetensors");
    Safetensors.write(file, Map.of("x", Nd4j.createFromArray(1f, 2f)), Map.of());
    assertThatThrownBy(
            () ->
                Safetensors.write(
                    file, Map.of("x", Nd4j.createFromArray(1f, 7e4f)), Map.of(), ElementType.F16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Safetensors.write: 'x' holds 70000.0, which is too large for the type asked for; use F32 or F64.");
    assertThat(Safetensors.read(file).get("x").toFloatVector()).containsExactly(1f, 2f);
    assertThat(folder.toFile().list()).containsExactly("e.safetensors");
  }

  @Test
  void otherTypesAreRefusedWhenWritten() {
    assertThatThrownBy(
            () ->
                Safetensors.write(
                    folder.resolve("f"), Map.of("n", Nd4j.createFromArray(1, 2)), Map.of()))
        .hasMessage(
            "Safetensors.write: 'n' must be of type FLOAT or DOUBLE, but is INT; cast it first.");
  }

  /** A file as another writer makes it: other order, no padding, an integer array beside. */
  @Test
  void theFormatIsThatOfTheDescription() throws IOException {
    String header =
        "{\"ids\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[6,14]},"
            + "\"w\":{\"dtype\":\"BF16\",\"shape\":[1,3],\"data_offsets\":[0,6]},"
            + "\"__metadata__\":{\"format\":\"pt\"}}";
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + 14).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text);
    bytes.putShort((short) 0x3F80).putShort((short) 0xC040).putShort((short) 0x0001).putLong(42);
    Path file = Files.write(folder.resolve("g.safetensors"), bytes.array());
    try (SafetensorsFile open = SafetensorsFile.open(file)) {
      assertThat(open.tensors().keySet()).containsExactly("ids", "w");
      assertThat(open.tensors().get("ids").type()).isEqualTo("I64");
      assertThat(open.array("w").toFloatMatrix())
          .isDeepEqualTo(new float[][] {{1f, -3f, 0x1p-133f}});
      assertThatThrownBy(() -> open.array("ids"))
          .hasMessage(
              "Weight file %s holds 'ids' as I64, which is not read; expected F32, F64, F16 or BF16."
                  .formatted(file));
      assertThatThrownBy(() -> open.array("v"))
          .hasMessage("Weight file %s holds no array 'v'; it holds 'ids, w'.".formatted(file));
    }
  }

  @Test
  void thousandsOfArraysInOneFile() throws IOException {
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    for (int i = 0; i < 3000; i++) {
      arrays.put("layer." + i, Nd4j.createFromArray((float) i, -i));
    }
    Path file = folder.resolve("h.safetensors");
    Safetensors.write(file, arrays, Map.of());
    Map<String, INDArray> read = Safetensors.read(file);
    assertThat(read.keySet()).containsExactlyElementsOf(arrays.keySet());
    assertThat(read.get("layer.2999").toFloatVector()).containsExactly(2999f, -2999f);
  }

  /** As those of more than 2 GiB are, in parts of 3 elements here. */
  @Test
  void largeArraysAreMappedInParts() throws IOException {
    float[] values = {1, -2, 3, -4, 5, -6, 7};
    for (ElementType type : ElementType.values()) {
      Path file = folder.resolve("parts");
      Safetensors.write(file, Map.of("x", Nd4j.createFromArray(values)), Map.of(), type);
      long position = Files.size(file) - (long) values.length * type.bytes();
      try (FileChannel channel = FileChannel.open(file)) {
        INDArray read = new MappedTensor(channel, position, type, 3).read(List.of(7L));
        assertThat(read.toFloatVector()).as(type.name()).containsExactly(values);
      }
    }
  }
}
