package org.unroll4j.core.engine;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.unroll4j.core.cell.Cell;

/** The engines on the class path. */
public final class Engines {

  /** Leaves the choice to {@link #choose}. */
  public static final String AUTO = "auto";

  private static final Engine REFERENCE = new ReferenceEngine();

  private static final List<Engine> ALL =
      Stream.concat(
              Stream.of(REFERENCE),
              ServiceLoader.load(Engine.class).stream()
                  .map(ServiceLoader.Provider::get)
                  .map(TwoBiasEngine::new))
          .sorted(Comparator.comparingInt(Engine::rank).reversed())
          .toList();

  private Engines() {}

  /** The engine that computes with plain ND4J operations; it supports everything. */
  public static Engine reference() {
    return REFERENCE;
  }

  /** All engines, the preferred one first. */
  public static List<Engine> all() {
    return ALL;
  }

  /**
   * The preferred engine for the work.
   *
   * @param name an engine's name, or {@link #AUTO} for the best one that supports the work
   * @throws IllegalArgumentException if there is no engine of that name or it refuses the work
   */
  public static Engine choose(String name, Cell<?, ?, ?> cell, DataType type) {
    if (name.equals(AUTO)) {
      return ALL.stream().filter(e -> e.refusal(cell, type).isEmpty()).findFirst().orElseThrow();
    }
    Engine engine =
        ALL.stream()
            .filter(e -> e.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Engine '%s' is not on the class path; there are: %s, %s."
                            .formatted(name, AUTO, names())));
    requireOffered(engine, cell, type);
    return engine;
  }

  /** Refuses, by the engine's own reason, what it does not run. */
  static void requireOffered(Engine engine, Cell<?, ?, ?> cell, DataType type) {
    engine
        .refusal(cell, type)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(
                  "Engine '%s' cannot run %s in %s: %s"
                      .formatted(engine.name(), cell.name(), type, reason));
            });
  }

  private static String names() {
    return ALL.stream().map(Engine::name).collect(Collectors.joining(", "));
  }
}
