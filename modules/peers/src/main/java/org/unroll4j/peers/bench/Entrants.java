package org.unroll4j.peers.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.unroll4j.peers.adapter.Dl4jPeer;
import org.unroll4j.peers.adapter.UnrollPeer;

/** Everybody who can take part on this machine. */
public final class Entrants {

  /** PyTorch. */
  public static final String PYTORCH = "pytorch";

  /** ONNX Runtime. */
  public static final String ONNXRUNTIME = "onnxruntime";

  /** Deeplearning4j as it is. */
  static final String SHIPPED = "dl4j";

  /** Deeplearning4j with the kernels that fit the processor. */
  static final String MENDED = "dl4j-mended";

  /** Who takes part in a first look. */
  static final Set<String> QUICK =
      Set.of(Entrant.OURS, SHIPPED, PYTORCH, ONNXRUNTIME, Entrant.FLOOR);

  /** As {@code bin/unroll} starts Java. */
  private static final List<String> VECTOR_API =
      List.of("--add-modules=jdk.incubator.vector", "-XX:PerMethodTrapLimit=2000");

  private static final String FLOOR_CLASS = "org.unroll4j.peers.floor.FloorPeer";

  /** What OpenBLAS takes for an x86 processor that is younger than itself. */
  private static final String OPENBLAS_FALLBACK = "Prescott";

  /** JavaCPP lets a process have twice that, then collects garbage. */
  private static final int HEAP_PERCENT = 17;

  private static final int JDK_THAT_WARNS = 24;
  private static final String ONNXRUNTIME_CLASS = "org.unroll4j.peers.onnxruntime.OnnxRuntimePeer";
  private static final String PYTORCH_CLASS = "org.unroll4j.peers.pytorch.PyTorchPeer";

  private final int threads;
  private final Surroundings surroundings;

  /**
   * What the launcher knows.
   *
   * @param java the JDK for all
   * @param newerJava another JDK to compare ours on, if there is one
   * @param classPath of ours and Deeplearning4j
   * @param adapters the class paths of the other frameworks, by name
   * @param cache where libraries may be unpacked
   */
  public record Surroundings(
      Path java,
      Optional<Path> newerJava,
      String classPath,
      Map<String, String> adapters,
      Path cache) {

    /** What the launcher has told this process. */
    public static Surroundings here(Path home) {
      Map<String, String> adapters = new LinkedHashMap<>();
      for (String name : List.of(PYTORCH, ONNXRUNTIME)) {
        String path = System.getProperty("unroll4j.peers." + name, "");
        if (!path.isEmpty()) {
          adapters.put(name, path);
        }
      }
      Path java = JavaHome.current();
      return new Surroundings(
          java,
          JavaHome.newerThan(java),
          System.getProperty("java.class.path"),
          adapters,
          home.resolve("target/peers"));
    }
  }

  /** Entrants with so many threads each. */
  public Entrants(int threads, Surroundings surroundings) {
    this.threads = threads;
    this.surroundings = surroundings;
  }

  /** The reference that is taken as right. */
  Entrant truth() {
    return ours("truth", "double-precision reference", UnrollPeer.TRUTH, surroundings.java());
  }

  /** All, ours first. */
  List<Entrant> all() {
    Path java = surroundings.java();
    List<Entrant> all = new ArrayList<>();
    all.add(ours(Entrant.OURS, "unroll4j vector", "vector", java));
    surroundings
        .newerJava()
        .ifPresent(
            newer -> {
              String label = "unroll4j vector, JDK " + JavaHome.feature(newer);
              all.add(ours("vector-newer-jdk", label, "vector", newer));
            });
    all.add(ours("reference", "unroll4j reference", "reference", java));
    all.add(deeplearning4j(SHIPPED, "Deeplearning4j as shipped", false, ""));
    all.add(deeplearning4j(MENDED, "Deeplearning4j, OpenBLAS mended", true, ""));
    if (isX86()) {
      String label = "Deeplearning4j, processor unknown to OpenBLAS";
      all.add(deeplearning4j("dl4j-fallback", label, false, OPENBLAS_FALLBACK));
    }
    all.addAll(frameworks());
    all.add(floor());
    return all;
  }

  /** The frameworks whose libraries are there: PyTorch, ONNX Runtime. */
  public List<Entrant> frameworks() {
    Path java = surroundings.java();
    List<Entrant> found = new ArrayList<>();
    String torch = surroundings.adapters().get(PYTORCH);
    if (torch != null) {
      String unpacked = surroundings.cache().resolve(PYTORCH).toString();
      found.add(
          new Entrant(PYTORCH, "PyTorch", PYTORCH_CLASS, unpacked, launch(java, List.of(), torch)));
    }
    String onnx = surroundings.adapters().get(ONNXRUNTIME);
    if (onnx != null) {
      found.add(
          new Entrant(
              ONNXRUNTIME, "ONNX Runtime", ONNXRUNTIME_CLASS, "", launch(java, List.of(), onnx)));
    }
    return found;
  }

  /** Ours with all states kept, and with every k-th, k being about the square root of T. */
  List<Entrant> waysToRemember() {
    Path java = surroundings.java();
    return List.of(
        ours("all-states", "all states kept", "vector", java),
        ours("every-45th", "every 45th state kept", "vector" + UnrollPeer.EVERY + 45, java));
  }

  /** Ours with clocks in it. */
  Entrant profiled() {
    return ours("profile", "unroll4j vector, profiled", UnrollPeer.PROFILE, surroundings.java());
  }

  private Entrant ours(String id, String label, String variant, Path java) {
    List<String> options = new ArrayList<>(VECTOR_API);
    options.add("-Dunroll4j.threads=" + threads);
    Entrant.Launch launch = launch(java, options, surroundings.classPath());
    if (variant.startsWith("vector")
        || variant.equals(
            UnrollPeer.PROFILE)) { // as bin/unroll starts it: ND4J's small operations on one
      launch.environment().put("OMP_NUM_THREADS", "1");
    }
    return new Entrant(id, label, UnrollPeer.class.getName(), variant, launch);
  }

  /** Deeplearning4j, with the kernels that OpenBLAS chooses, that we choose, or those named. */
  private Entrant deeplearning4j(String id, String label, boolean mended, String kernels) {
    List<String> options = List.of("-Dunroll4j.openblas=" + (mended ? "on" : "off"));
    Entrant.Launch launch = launch(surroundings.java(), options, surroundings.classPath());
    launch.environment().put("OPENBLAS_CORETYPE", kernels);
    return new Entrant(id, label, Dl4jPeer.class.getName(), "", launch);
  }

  private static boolean isX86() {
    return List.of("amd64", "x86_64").contains(System.getProperty("os.arch"));
  }

  /** The arithmetic floor. */
  Entrant floor() {
    Entrant.Launch launch = launch(surroundings.java(), VECTOR_API, surroundings.classPath());
    return new Entrant(Entrant.FLOOR, "arithmetic floor", FLOOR_CLASS, "", launch);
  }

  private Entrant.Launch launch(Path java, List<String> options, String classPath) {
    List<String> all = new ArrayList<>();
    all.add("-XX:MaxRAMPercentage=" + HEAP_PERCENT);
    all.addAll(options);
    if (JavaHome.feature(java) >= JDK_THAT_WARNS) {
      all.add("--enable-native-access=ALL-UNNAMED");
      all.add("--sun-misc-unsafe-memory-access=allow");
    }
    Map<String, String> environment = new LinkedHashMap<>();
    for (String name : List.of("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")) {
      environment.put(name, Integer.toString(threads));
    }
    environment.put("OPENBLAS_CORETYPE", "");
    return new Entrant.Launch(java, all, classPath, environment);
  }
}
