package org.unroll4j.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SplittableRandom;

/** Records of equivalence matrices: made up, and the same for each seed. */
final class EquivalenceFixture {

  private static final List<String> CELLS =
      List.of("RNN tanh", "RNN relu", "LSTM", "LSTM with peepholes", "LSTM with projection");
  private static final List<String> GRUS = List.of("GRU reset after", "GRU reset before");
  private static final List<String> OPTIONS =
      List.of(
          "plain",
          "two biases",
          "2 layers",
          "3 layers",
          "both directions",
          "initial state",
          "lengths right",
          "padding left",
          "holes",
          "dropout off",
          "truncated",
          "step by step");
  private static final List<String> QUANTITIES =
      List.of(
          "outputs",
          "final h",
          "loss",
          "gradient of x",
          "gradient of W",
          "gradient of R",
          "gradient of b",
          "gradient of h0");

  private final SplittableRandom random;
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();
  private final ObjectNode peers;
  private final ArrayNode cells;

  private EquivalenceFixture(long seed) {
    this.random = new SplittableRandom(seed);
    json.put("schema", "unroll4j.equivalence/1");
    ObjectNode provenance = json.putObject("provenance");
    provenance.put("createdAt", "2026-03-01T10:15:00Z").put("codeRevision", "0123abc");
    provenance.put("command", "bin/unroll validate").put("seed", seed);
    provenance.putObject("machine").put("cpu", "a processor").put("cores", 2);
    provenance.putObject("versions").put("nd4j", "1.0.0-M2.1");
    this.peers = json.putObject("peers");
    this.cells = json.putArray("cells");
    json.putArray("overLength");
    json.putArray("overUpdates");
    json.putArray("register");
  }

  /** Everybody was asked and nothing differs. */
  static ObjectNode full(long seed) {
    EquivalenceFixture fixture = local(seed);
    fixture.peer("pytorch", "PyTorch 2.7.1");
    fixture.matrix("pytorch", "vector", "FLOAT");
    fixture.matrix("pytorch", "reference", "DOUBLE");
    fixture.peer("onnxruntime", "ONNX Runtime 1.29.0");
    fixture.matrix("onnxruntime", "vector", "FLOAT");
    return fixture.json;
  }

  /** What needs no download: no PyTorch, no ONNX Runtime, no mutants. */
  static ObjectNode withoutDownloads(long seed) {
    ObjectNode json = local(seed).json;
    json.remove("mutants");
    return json;
  }

  /** One quantity differs, and of one nobody knows by how much. */
  static ObjectNode different(long seed) {
    ObjectNode json = full(seed);
    set(json, 100, "different", 3.2e-3);
    set(json, 700, "different", Double.NaN);
    escape(json, 1);
    return json;
  }

  /** Whatever can be missing is missing. */
  static ObjectNode bare() {
    ObjectNode json = new EquivalenceFixture(1).json;
    json.remove(List.of("provenance", "overLength", "register"));
    return json;
  }

  /** Names that are much too long. */
  static ObjectNode longNames(long seed) {
    String name = "a-name-without-any-space-that-goes-on-and-on-".repeat(3);
    EquivalenceFixture fixture = new EquivalenceFixture(seed);
    fixture.peer("one", name);
    fixture.peer("never", name + "never");
    for (String type : List.of("FLOAT", "DOUBLE")) {
      fixture.cell(name, name + " with spaces and words", type, name, "one");
    }
    fixture.divergence("id", name, 1e300, 1e-300, Double.NaN);
    return fixture.json;
  }

  private static EquivalenceFixture local(long seed) {
    EquivalenceFixture fixture = new EquivalenceFixture(seed);
    fixture.peer("dl4j", "Deeplearning4j 1.0.0-M2.1");
    fixture.matrix("dl4j", "reference", "DOUBLE");
    fixture.matrix("dl4j", "vector", "FLOAT");
    fixture.peer("differences", "central differences");
    fixture.matrix("differences", "reference", "DOUBLE");
    fixture.peer("reference", "reference engine");
    fixture.matrix("reference", "vector", "FLOAT");
    fixture.growth();
    fixture.divergence(
        "dl4j-tbptt", "Truncated BPTT goes back from a zero state", 0.21, 0.43, 0.43);
    fixture.divergence("dl4j-mask", "A bare LSTM ignores the mask", 0.5123, 0.50001, 0.50001);
    fixture.mutants();
    return fixture;
  }

  private void peer(String id, String label) {
    peers.putObject(id).put("label", label).put("blas", "some BLAS").put("threads", 2);
  }

  private void matrix(String peer, String engine, String type) {
    for (String cell : CELLS) {
      OPTIONS.forEach(option -> cell(cell, option, type, engine, peer));
    }
    for (String cell : GRUS) {
      OPTIONS.forEach(option -> cell(cell, option, type, engine, peer));
    }
  }

  private void cell(String cell, String option, String type, String engine, String peer) {
    for (String quantity : QUANTITIES) {
      ObjectNode one = cells.addObject().put("cell", cell).put("option", option).put("type", type);
      one.put("engine", engine).put("peer", peer).put("quantity", quantity);
      boolean gradient = quantity.startsWith("gradient");
      if (peer.equals("dl4j") && cell.startsWith("GRU")) {
        one.put("verdict", "not offered").put("note", "Deeplearning4j has no GRU");
      } else if (peer.equals("onnxruntime") && gradient) {
        one.put("verdict", "not offered").put("note", "inference only");
      } else {
        double unit = type.equals("DOUBLE") ? 1e-16 : 4e-8;
        boolean wrong = peer.equals("dl4j") && option.equals("truncated") && gradient;
        double error = random.nextInt(9) == 0 ? 0 : unit * Math.exp(5 * random.nextDouble());
        one.put("error", wrong ? 0.1 + random.nextDouble() : error);
        one.put("where", "[%d, %d]".formatted(random.nextInt(30), random.nextInt(9)));
        one.put("tolerance", type.equals("FLOAT") ? 1e-5 : gradient ? 1e-10 : 1e-12);
        one.put("verdict", wrong ? "peer wrong" : "equal");
        if (wrong) {
          one.put("divergence", "dl4j-tbptt");
        }
      }
    }
  }

  private void growth() {
    for (String type : List.of("DOUBLE", "FLOAT")) {
      for (String cell : List.of("RNN tanh", "LSTM", "GRU reset after")) {
        for (int size : new int[] {1, 3, 10, 30, 100, 300, 1000}) {
          double unit = (type.equals("FLOAT") ? 6e-8 : 1e-16) * Math.sqrt(size);
          for (String quantity : List.of("outputs", "gradient of R")) {
            ObjectNode one = growing("overLength", cell, type, unit);
            one.put("quantity", quantity).put("steps", size);
          }
          growing("overUpdates", cell, type, size == 1 ? 0 : 3 * unit)
              .put("updater", "SGD")
              .put("updates", size);
        }
      }
    }
  }

  private ObjectNode growing(String list, String cell, String type, double unit) {
    ObjectNode one = ((ArrayNode) json.path(list)).addObject();
    one.put("cell", cell).put("type", type).put("engine", "reference").put("peer", "dl4j");
    one.put("error", unit * (1 + random.nextDouble()));
    return one.put("tolerance", type.equals("FLOAT") ? 1e-5 : 1e-12);
  }

  private void divergence(String id, String title, double peer, double ours, double arbiter) {
    ObjectNode entry = ((ArrayNode) json.path("register")).addObject();
    entry.put("id", id).put("title", title).put("product", "Deeplearning4j 1.0.0-M2.1");
    entry.put("what", "The forward pass uses the carried state, the backward pass begins at zero.");
    entry.put("measure", "length of the recurrent weights' gradient in the second of two segments");
    number(entry, "peer", peer);
    number(entry, "ours", ours);
    number(entry, "arbiter", arbiter);
    entry.put("arbiterIs", "central differences, with the incoming state held constant");
    entry.put("oursIs", "UnrollLstm in the same network").put("kind", "wrong").put("holds", true);
    entry.put("advice", "Use our layer, or train without truncation.");
    entry.put("program", "var network = new MultiLayerNetwork(configuration);\nnetwork.init();\n");
  }

  private void mutants() {
    ArrayNode mutants = json.putArray("mutants");
    for (String fault :
        List.of("two gates swapped", "a bias forgotten", "reset on the wrong side")) {
      ObjectNode mutant = mutants.addObject().put("mutant", fault).put("caught", 17);
      mutant.put("where", "plain; both directions").put("asExpected", true);
      mutant.putArray("missed");
      mutant.putArray("unexpected");
    }
  }

  /** Lets a fault go unnoticed in one place. */
  static void escape(ObjectNode json, int mutant) {
    ObjectNode one = (ObjectNode) json.path("mutants").get(mutant);
    one.put("asExpected", false).withArray("missed").add("lstm, plain, loss");
  }

  private static void set(ObjectNode json, int index, String verdict, double error) {
    ObjectNode one = (ObjectNode) json.path("cells").get(index);
    number(one.put("verdict", verdict), "error", error);
  }

  private static void number(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, value);
    } else {
      node.putNull(key);
    }
  }
}
