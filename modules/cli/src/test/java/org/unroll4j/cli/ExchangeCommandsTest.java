package org.unroll4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.data.events.Event;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.events.Session;
import org.unroll4j.data.features.EncodedEvent;
import org.unroll4j.studies.session.SessionModel;

/** Networks of runs for other programs, and networks of others. */
class ExchangeCommandsTest {

  private static final int HIDDEN = 5;

  @TempDir static Path folder;

  private static Path csv;
  private static Path run;

  @BeforeAll
  static void train() {
    csv = folder.resolve("shop.csv");
    Ran.unroll("generate", "sessions", "--sessions", "150", "--seed", "8", "--out", csv.toString());
    Ran trained =
        Ran.unroll(
            "train",
            "../../configs/session.yaml",
            "--out",
            folder.resolve("runs").toString(),
            "--set",
            "data.path=" + csv,
            "--set",
            "model.hidden=" + HIDDEN,
            "--set",
            "model.layers=2",
            "--set",
            "model.dropout=0.1",
            "--set",
            "training.epochs=1",
            "--set",
            "evaluation.baselines=false",
            "--set",
            "evaluation.bootstrap=20");
    assertThat(trained.code()).as(trained.err()).isZero();
    run = Path.of(trained.lastLine());
  }

  static boolean onnxRuntimeIsHere() {
    try {
      return OrtEnvironment.getEnvironment() != null;
    } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError e) {
      return false;
    }
  }

  @Test
  @EnabledIf(
      value = "onnxRuntimeIsHere",
      disabledReason = "ONNX Runtime has no native code for this platform")
  void theExportedGraphPredictsWhatTheRunPredicts() throws OrtException {
    Ran ran = Ran.unroll("export", run.toString(), "--format", "onnx");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.lastLine()).isEqualTo(run.resolve("network.onnx").toString());
    SessionModel model = SessionModel.load(run);
    EventTable table = model.read(csv);
    double[] expected = model.predict(table);
    int compared = 0;
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession graph = environment.createSession(ran.lastLine())) {
      for (Session session : table.sessions()) {
        float[] actual = probabilities(environment, graph, model, table, session);
        for (int t = 0; t < actual.length; t++) {
          double probability = expected[session.from() + t];
          if (!Double.isNaN(probability)) {
            assertThat(actual[t] - probability).isBetween(-1e-5, 1e-5);
            compared++;
          }
        }
      }
    }
    assertThat(compared).isGreaterThan(500);
  }

  /** The graph's answers to one session: a batch of one. */
  private static float[] probabilities(
      OrtEnvironment environment,
      OrtSession graph,
      SessionModel model,
      EventTable table,
      Session session)
      throws OrtException {
    int steps = session.events();
    int channels = model.encoder().channelNames().size();
    long[][] categories = new long[model.encoder().vocabularies().size()][steps];
    float[] numbers = new float[steps * channels];
    Event previous = null;
    for (int t = 0; t < steps; t++) {
      Event event = table.event(session.from() + t);
      EncodedEvent encoded = model.encoder().encode(event, previous, t);
      for (int i = 0; i < categories.length; i++) {
        categories[i][t] = encoded.categories()[i];
      }
      System.arraycopy(encoded.numbers(), 0, numbers, t * channels, channels);
      previous = event;
    }
    Map<String, OnnxTensor> inputs = new HashMap<>();
    for (int i = 0; i < categories.length; i++) {
      LongBuffer column = LongBuffer.wrap(categories[i]);
      inputs.put(
          "column" + (i + 1), OnnxTensor.createTensor(environment, column, new long[] {steps, 1}));
    }
    inputs.put(
        "numbers",
        OnnxTensor.createTensor(
            environment, FloatBuffer.wrap(numbers), new long[] {steps, 1, channels}));
    inputs.put(
        "lengths",
        OnnxTensor.createTensor(environment, IntBuffer.wrap(new int[] {steps}), new long[] {1}));
    for (String name : graph.getInputNames()) {
      if (name.contains(".initial_")) {
        inputs.put(
            name,
            OnnxTensor.createTensor(
                environment, FloatBuffer.allocate(HIDDEN), new long[] {1, 1, HIDDEN}));
      }
    }
    try (OrtSession.Result result = graph.run(inputs)) {
      FloatBuffer buffer = ((OnnxTensor) result.get("probability").orElseThrow()).getFloatBuffer();
      float[] probabilities = new float[buffer.remaining()];
      buffer.get(probabilities);
      return probabilities;
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  @Test
  void exportsAreInspectedAndImported() {
    Path weights = folder.resolve("weights.safetensors");
    Ran exported =
        Ran.unroll(
            "export", run.toString(), "--format", "safetensors", "--out", weights.toString());
    assertThat(exported.code()).as(exported.err()).isZero();
    Ran inspected = Ran.unroll("inspect", weights.toString());
    assertThat(inspected.code()).isZero();
    assertThat(inspected.out())
        .containsPattern("recurrent1\\.weight_hh_l0 +F32 +\\[20, 5\\] +\\d")
        .contains("'recurrent2.' is lstm: 5 features, 5 units, 1 layer, forward.")
        .contains("metadata format: pt");

    Ran ambiguous = Ran.unroll("import", weights.toString());
    assertThat(ambiguous.code()).isEqualTo(ExitCodes.BAD_DATA);
    assertThat(ambiguous.err())
        .contains("with the prefixes 'recurrent1. recurrent2.'; choose one with --prefix.");
    Ran imported = Ran.unroll("import", weights.toString(), "--prefix", "recurrent2.");
    assertThat(imported.code()).as(imported.err()).isZero();
    assertThat(imported.lastLine()).isEqualTo(weights + ".unroll.zip");
    assertThat(Ran.unroll("inspect", imported.lastLine()).out())
        .containsPattern("recurrent1\\.RW +FLOAT +\\[5, 20\\] +\\d");
  }

  @Test
  void aRunIsInspectedAndExportedForDeeplearning4jAndComesBack() {
    assertThat(Ran.unroll("inspect", run.toString()).out())
        .containsPattern("embedding1\\.W +FLOAT")
        .contains("'probability' is a UnrollRnnOutput.");
    Ran exported = Ran.unroll("export", run.toString(), "--format", "dl4j");
    assertThat(exported.code()).as(exported.err()).isZero();
    assertThat(Ran.unroll("inspect", exported.lastLine()).out())
        .contains("'recurrent1' is a LSTM.")
        .contains("'probability' is a RnnOutputLayer.");
    Path back = folder.resolve("back.zip");
    Ran imported = Ran.unroll("import", exported.lastLine(), "--out", back.toString());
    assertThat(imported.code()).as(imported.err()).isZero();
    assertThat(Ran.unroll("inspect", back.toString()).out())
        .contains("'recurrent1' is a UnrollLstm.");
  }

  @Test
  void anOnnxGraphBecomesANetworkOfItsRecurrentLayers() {
    Path graph = folder.resolve("graph.onnx");
    Ran.unroll("export", run.toString(), "--format", "onnx", "--out", graph.toString());
    Ran imported = Ran.unroll("import", graph.toString());
    assertThat(imported.code()).as(imported.err()).isZero();
    assertThat(Ran.unroll("inspect", imported.lastLine()).out())
        .contains("'recurrent2' is a UnrollLstm.");
  }

  @Test
  void filesThatCannotBeUsedAreDataErrorsInOneLine() throws Exception {
    Path text = Files.writeString(folder.resolve("no.weights"), "nothing of the kind");
    for (String command : List.of("inspect", "import")) {
      for (String file : List.of("nothere", text.toString())) {
        Ran ran = Ran.unroll(command, file);
        assertThat(ran.code()).isEqualTo(ExitCodes.BAD_DATA);
        assertThat(ran.err()).startsWith("unroll: Weight file " + file).hasLineCount(1);
        assertThat(ran.out()).isEmpty();
      }
    }
  }
}
