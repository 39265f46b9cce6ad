package org.unroll4j.interop.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.network.Directions;
import org.unroll4j.core.network.StackShape;
import org.unroll4j.dl4j.ModelFiles;
import org.unroll4j.interop.StackWeights;
import org.unroll4j.interop.Stacks;
import org.unroll4j.interop.WeightFileException;
import org.unroll4j.interop.networks.StackNetworks;
import org.unroll4j.interop.onnx.OnnxExport;
import org.unroll4j.interop.pytorch.PytorchStack;
import org.unroll4j.interop.safetensors.Safetensors;

/** What is said of files of each format. */
class ContentsTest {

  private final StackWeights<?, ?> weights =
      new Stacks(81)
          .weights(
              new StackShape<>(new GruCell(), 3, 4, 2, Directions.BOTH_CONCATENATED),
              DataType.FLOAT);

  @TempDir private Path folder;

  @Test
  void safetensors() throws IOException {
    Path file = folder.resolve("a");
    Map<String, INDArray> arrays = new LinkedHashMap<>(PytorchStack.write(weights, "rnn."));
    arrays.put("three", Nd4j.createFromArray(3d, -4d));
    Safetensors.write(file, arrays, Map.of("format", "pt"));
    assertThat(WeightFormat.of(file)).isEqualTo(WeightFormat.SAFETENSORS);
    Contents contents = Contents.of(file);
    assertThat(contents.arrays())
        .hasSize(17)
        .contains(new Contents.Line("three", "F64", "[2]", OptionalDouble.of(5)));
    assertThat(contents.notes())
        .containsExactly(
            "'rnn.' is gru: 3 features, 4 units, 2 layers, both concatenated.",
            "metadata format: pt");
  }

  @Test
  void onnx() throws IOException {
    Path file = folder.resolve("b");
    OnnxExport.write(weights, file);
    assertThat(WeightFormat.of(file)).isEqualTo(WeightFormat.ONNX);
    Contents contents = Contents.of(file);
    assertThat(contents.arrays()).extracting(Contents.Line::name).contains("layer0.W", "layer1.B");
    assertThat(contents.arrays().get(0).shape()).isEqualTo("[2, 12, 3]");
    assertThat(contents.arrays().get(0).norm().getAsDouble()).isPositive();
    assertThat(contents.notes())
        .startsWith("'layer0.Y' is gru: 3 features, 4 units, 1 layer, both concatenated.");
  }

  @Test
  void networksOfDeeplearning4j() throws IOException {
    Path file = folder.resolve("c");
    ModelFiles.save(StackNetworks.network(weights), file);
    assertThat(WeightFormat.of(file)).isEqualTo(WeightFormat.DEEPLEARNING4J);
    Contents contents = Contents.of(file);
    assertThat(contents.arrays()).hasSize(16);
    assertThat(contents.arrays().get(0).name()).isEqualTo("recurrent1.fW");
    assertThat(contents.notes())
        .containsExactly("'recurrent1' is a Bidirectional.", "'recurrent2' is a Bidirectional.");
  }

  @Test
  void keras() throws IOException {
    Path file = folder.resolve("k");
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      for (String name : List.of("lstm", "lstm_1")) {
        WritableGroup layer = hdf.putGroup(name).putGroup(name);
        layer.putDataset("kernel:0", new float[3][8]);
        layer.putDataset(
            "recurrent_kernel:0", new float[][] {{3, 4, 0, 0, 0, 0, 0, 0}, new float[8]});
      }
    }
    assertThat(WeightFormat.of(file)).isEqualTo(WeightFormat.KERAS);
    Contents contents = Contents.of(file);
    assertThat(contents.arrays())
        .hasSize(4)
        .contains(
            new Contents.Line(
                "/lstm/lstm/recurrent_kernel:0", "FLOAT", "[2, 8]", OptionalDouble.of(5)));
    assertThat(contents.notes())
        .contains("'lstm_1' is lstm: 3 features, 2 units, 1 layer, forward.");
    assertThatThrownBy(() -> Imports.read(file, Imports.Options.NONE))
        .hasMessageEndingWith("holds the layers 'lstm lstm_1'; choose one with --prefix.");
    assertThat(Imports.read(file, new Imports.Options("lstm_1", false, false)).numParams())
        .isEqualTo(3 * 8 + 2 * 8 + 8);
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("d"), "weights: 1, 2, 3");
    assertThatThrownBy(() -> Contents.of(text))
        .isInstanceOf(WeightFileException.class)
        .hasMessageEndingWith(
            "is none of safetensors, ONNX, Keras and a saved network of Deeplearning4j.");
    Path pickle = Files.write(folder.resolve("e"), new byte[] {(byte) 0x80, 2, 'c'});
    Path archive = folder.resolve("f");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
    }
    for (Path file : List.of(pickle, archive)) {
      assertThatThrownBy(() -> Contents.of(file))
          .isInstanceOf(WeightFileException.class)
          .hasMessageContaining("is one of PyTorch's own, a pickle, and could run code; save");
    }
    assertThatThrownBy(() -> Contents.of(folder))
        .hasMessageEndingWith("does not exist or is not a file.");
  }
}
