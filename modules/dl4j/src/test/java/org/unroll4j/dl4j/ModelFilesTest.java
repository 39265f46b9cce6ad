package org.unroll4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

class ModelFilesTest {

  @TempDir private Path directory;

  @Test
  void aFreshJvmComputesTheSameAndMakesTheSameNextUpdate() throws Exception {
    MultiLayerNetwork network = trained();
    Path file = directory.resolve("model.zip");
    ModelFiles.save(network, file);

    Path answer = directory.resolve("answer.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FreshJvm.class.getName(),
                file.toString(),
                answer.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log.txt").toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(directory.resolve("log.txt"))).isZero();

    assertThat(Files.readString(answer)).isEqualTo(FreshJvm.outputAndNextUpdate(network));
  }

  @Test
  void aGraphComesBackWithCountersAndUpdaterState() throws IOException {
    ComputationGraph graph =
        new ComputationGraph(
            Networks.settings(DataType.FLOAT, new Adam(0.01))
                .graphBuilder()
                .addInputs("in")
                .addLayer("gru", new FinalState(new Bidirectional(Kind.LSTM.layer(2, 3))), "in")
                .addLayer("out", Networks.perSequence(6, 1), "gru")
                .setOutputs("out")
                .build());
    graph.init();
    INDArray[] x = {Networks.random(2, DataType.FLOAT, 1, 3, 2, 4)};
    INDArray[] y = {Networks.random(3, DataType.FLOAT, 1, 3, 1)};
    graph.fit(x, y);
    Path file = directory.resolve("graph.zip");
    ModelFiles.save(graph, file);

    ComputationGraph loaded = ModelFiles.loadComputationGraph(file);

    assertThat(ModelFiles.load(file)).isInstanceOf(ComputationGraph.class);
    assertThat(loaded.getConfiguration()).isEqualTo(graph.getConfiguration());
    assertThat(loaded.getIterationCount()).isEqualTo(1);
    assertThat(loaded.params().distance2(graph.params())).isZero();
    graph.fit(x, y);
    loaded.fit(x, y);
    assertThat(loaded.params().distance2(graph.params())).isZero();
  }

  @Test
  void loadTakesNetworksOfEitherKind() throws IOException {
    MultiLayerNetwork network = trained();
    Path file = directory.resolve("model.zip");
    ModelFiles.save(network, file);
    assertThat(ModelFiles.load(file)).isInstanceOf(MultiLayerNetwork.class);
    assertThat(ModelFiles.load(file).params()).isEqualTo(network.params());
  }

  @Test
  void deeplearning4jReadsTheFileToo() throws IOException {
    MultiLayerNetwork network = trained();
    Path file = directory.resolve("model.zip");
    ModelFiles.save(network, file);
    MultiLayerNetwork loaded = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
    assertThat(loaded.params().distance2(network.params())).isZero();
  }

  @Test
  void savingLeavesNothingElseBehindAndReplacesAnOlderFile() throws IOException {
    Path file = directory.resolve("model.zip");
    Files.writeString(file, "old");
    ModelFiles.save(trained(), file);
    assertThat(ModelFiles.loadMultiLayerNetwork(file).numParams()).isPositive();
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void damagedFilesAreRefusedInOneLine() throws IOException {
    Path good = directory.resolve("good.zip");
    ModelFiles.save(trained(), good);
    byte[] bytes = Files.readAllBytes(good);
    Map<String, byte[]> entries = entries(good);

    assertRefused(directory.resolve("missing.zip"), "does not exist or is not a file");
    assertRefused(write("text.zip", "hello".getBytes(StandardCharsets.UTF_8)), "not a zip archive");
    assertRefused(
        write("cut.zip", java.util.Arrays.copyOf(bytes, bytes.length / 2)), "not a zip archive");
    assertRefused(without(entries, "coefficients.bin"), "has no entry 'coefficients.bin'");
    assertRefused(
        with(entries, "configuration.json", "{".getBytes(StandardCharsets.UTF_8)),
        "'configuration.json' is not JSON");
    assertRefused(
        with(entries, "configuration.json", "{}".getBytes(StandardCharsets.UTF_8)),
        "holds neither a MultiLayerNetwork nor a ComputationGraph");
    byte[] coefficients = entries.get("coefficients.bin");
    assertRefused(
        with(entries, "coefficients.bin", java.util.Arrays.copyOf(coefficients, 200)),
        "is damaged in 'coefficients.bin'");
    assertRefused(
        with(entries, "coefficients.bin", new byte[0]), "is damaged in 'coefficients.bin'");
    assertThatThrownBy(() -> ModelFiles.loadComputationGraph(good))
        .isInstanceOf(ModelFileException.class)
        .hasMessage(
            "Model file %s holds a MultiLayerNetwork; load it with loadMultiLayerNetwork."
                .formatted(good));
  }

  @Test
  void lengthsThatLieDoNotAllocate() throws IOException {
    Path good = directory.resolve("good.zip");
    ModelFiles.save(trained(), good);
    Map<String, byte[]> entries = entries(good);

    assertRefused(
        with(entries, "coefficients.bin", array(Long.MAX_VALUE / 8, "FLOAT")),
        "elements, but the configuration needs");
    assertRefused(with(entries, "coefficients.bin", array(40, "UTF8")), "is damaged");
    String json = new String(entries.get("configuration.json"), StandardCharsets.UTF_8);
    String huge = json.replaceAll("\"nout\" : 3,", "\"nout\" : 200000000,");
    assertThat(huge).isNotEqualTo(json);
    assertRefused(
        with(entries, "configuration.json", huge.getBytes(StandardCharsets.UTF_8)), "is damaged");
  }

  @Test
  void whatCouldRunCodeIsRefused() throws IOException {
    Path good = directory.resolve("good.zip");
    ModelFiles.save(trained(), good);
    Map<String, byte[]> entries = entries(good);

    ByteArrayOutputStream probe = new ByteArrayOutputStream();
    try (var out = new java.io.ObjectOutputStream(probe)) {
      out.writeObject(new Probe());
    }
    Path withProbe = with(entries, "preprocessor.bin", probe.toByteArray());
    assertRefused(withProbe, "has the entry 'preprocessor.bin', which is refused");
    assertThat(Probe.ran).isFalse();

    String json = new String(entries.get("configuration.json"), StandardCharsets.UTF_8);
    String other = json.replace("org.unroll4j.dl4j.UnrollLstm", "com.example.Evil");
    Path foreign = with(entries, "configuration.json", other.getBytes(StandardCharsets.UTF_8));
    assertRefused(foreign, "names the class com.example.Evil, which is refused");
    assertThatThrownBy(() -> ModelFiles.loadMultiLayerNetwork(foreign, "com.example"))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("has a configuration that cannot be used");
  }

  @Test
  void aClassCannotHideBehindATrustedName() throws IOException {
    Path good = directory.resolve("good.zip");
    ModelFiles.save(trained(), good);
    Map<String, byte[]> entries = entries(good);
    String json = new String(entries.get("configuration.json"), StandardCharsets.UTF_8);
    String key = "\"@class\" : \"org.unroll4j.dl4j.UnrollLstm\"";
    assertThat(json).contains(key);

    String twice = json.replace(key, "\"@class\" : \"com.example.Evil\", " + key);
    assertRefused(
        with(entries, "configuration.json", twice.getBytes(StandardCharsets.UTF_8)),
        "has a key twice");
    String argument = json.replace("UnrollLstm\"", "UnrollLstm<com.example.Evil>\"");
    assertRefused(
        with(entries, "configuration.json", argument.getBytes(StandardCharsets.UTF_8)),
        "which is refused");
  }

  private static void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> ModelFiles.loadMultiLayerNetwork(file))
        .isInstanceOf(ModelFileException.class)
        .hasMessageStartingWith("Model file " + file + " ")
        .hasMessageContaining(reason)
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("\n");
  }

  private static MultiLayerNetwork trained() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            Networks.settings(DataType.FLOAT, new Adam(0.01))
                .list()
                .layer(Kind.LSTM.layer(2, 3))
                .layer(Kind.GRU_RESET_AFTER.layer(3, 3))
                .layer(Networks.perStep(3, 1, RNNFormat.NCW))
                .build());
    network.init();
    for (int update = 0; update < 3; update++) {
      FreshJvm.update(network);
    }
    return network;
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(directory.resolve(name), bytes);
  }

  private static byte[] array(long length, String type) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF("MIXED_DATA_TYPES");
    out.writeLong(1);
    out.writeUTF("LONG");
    out.writeLong(0);
    out.writeUTF("MIXED_DATA_TYPES");
    out.writeLong(length);
    out.writeUTF(type);
    return bytes.toByteArray();
  }

  private static Map<String, byte[]> entries(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : java.util.Collections.list(zip.entries())) {
        try (InputStream in = zip.getInputStream(entry)) {
          entries.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    return entries;
  }

  private Path with(Map<String, byte[]> entries, String name, byte[] content) throws IOException {
    Map<String, byte[]> changed = new LinkedHashMap<>(entries);
    changed.put(name, content);
    return zip(changed);
  }

  private Path without(Map<String, byte[]> entries, String name) throws IOException {
    Map<String, byte[]> changed = new LinkedHashMap<>(entries);
    changed.remove(name);
    return zip(changed);
  }

  private Path zip(Map<String, byte[]> entries) throws IOException {
    Path file = Files.createTempFile(directory, "changed", ".zip");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }

  /** Runs when it is deserialised. */
  private static final class Probe implements java.io.Serializable {
    private static final long serialVersionUID = 1L;
    static boolean ran;

    private void readObject(java.io.ObjectInputStream in) {
      ran = true;
    }
  }
}
