package org.unroll4j.peers.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.unroll4j.peers.adapter.UnrollPeer;

/** Everybody who can take part on this machine. */
final class Entrants {

  private static final String VECTOR_API = "--add-modules=jdk.incubator.vector";

  private static final String FLOOR_CLASS = "org.unroll4j.peers.floor.FloorPeer";
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
  record Surroundings(
      Path java,
      Optional<Path> newerJava,
      String classPath,
      Map<String, String> adapters,
      Path cache) {}

  Entrants(int threads, Surroundings surroundings) {
    this.threads = threads;
    this.surroundings = surroundings;
  }

  /** The reference that is taken as right. */
  Entrant truth() {
    return ours("truth", "double-precision reference", UnrollPeer.TRUTH, surroundings.java());
  }

  /** All, ours first. */
  List<Entrant> all() {
    List<Entrant> all = new ArrayList<>();
    all.add(ours(Entrant.OURS, "unroll4j vector", "vector", surroundings.java()));
    surroundings
        .newerJava()
        .ifPresent(
            java ->
                all.add(ours("vector-newer-jdk", "unroll4j vector, newer JDK", "vector", java)));
    all.add(ours("reference", "unroll4j reference", "reference", surroundings.java()));
    adapter("pytorch")
        .ifPresent(
            path ->
                all.add(other("pytorch", "PyTorch", PYTORCH_CLASS, path, libraries("pytorch"))));
    all.add(floor());
    return all;
  }

  private Optional<String> adapter(String name) {
    return Optional.ofNullable(surroundings.adapters().get(name));
  }

  private String libraries(String name) {
    return surroundings.cache().resolve(name).toString();
  }

  private Entrant ours(String id, String label, String variant, Path java) {
    List<String> options = new ArrayList<>(memory());
    options.add(VECTOR_API);
    options.add("-Dunroll4j.threads=" + threads);
    options.addAll(quiet(java));
    return new Entrant(
        id,
        label,
        UnrollPeer.class.getName(),
        variant,
        new Entrant.Launch(java, options, surroundings.classPath(), environment()));
  }

  private Entrant other(String id, String label, String peer, String classPath, String variant) {
    List<String> options = new ArrayList<>(memory());
    options.addAll(quiet(surroundings.java()));
    return new Entrant(
        id,
        label,
        peer,
        variant,
        new Entrant.Launch(surroundings.java(), options, classPath, environment()));
  }

  private Entrant floor() {
    List<String> options = new ArrayList<>(memory());
    options.add(VECTOR_API);
    return new Entrant(
        Entrant.FLOOR,
        "arithmetic floor",
        FLOOR_CLASS,
        "",
        new Entrant.Launch(surroundings.java(), options, surroundings.classPath(), environment()));
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String name : List.of("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")) {
      environment.put(name, Integer.toString(threads));
    }
    environment.put("OPENBLAS_CORETYPE", "");
    return environment;
  }

  private static List<String> memory() {
    return List.of("-XX:MaxRAMPercentage=25");
  }

  private static List<String> quiet(Path java) {
    return JavaHome.feature(java) >= 24
        ? List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
        : List.of();
  }
}
