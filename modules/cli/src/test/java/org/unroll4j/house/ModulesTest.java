package org.unroll4j.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the modules as their POMs declare them; docs/architecture.md draws them. */
class ModulesTest {

  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("bom", Set.of()),
          Map.entry("openblas", Set.of()),
          Map.entry("natives", Set.of("openblas")),
          Map.entry("core", Set.of()),
          Map.entry("vector", Set.of("core")),
          Map.entry("dl4j", Set.of("core")),
          Map.entry("interop", Set.of("core", "dl4j")),
          Map.entry("validation", Set.of("core", "dl4j", "vector")),
          Map.entry("data", Set.of()),
          Map.entry("studies", Set.of("dl4j", "data", "openblas")),
          Map.entry("report", Set.of()),
          Map.entry("cli", Set.of("studies", "report", "interop", "validation", "vector")),
          Map.entry(
              "peers",
              Set.of("core", "vector", "dl4j", "validation", "studies", "openblas", "report")),
          Map.entry(
              "coverage",
              Set.of(
                  "openblas",
                  "core",
                  "vector",
                  "dl4j",
                  "interop",
                  "validation",
                  "data",
                  "studies",
                  "report",
                  "cli",
                  "peers")));

  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
  private static final Pattern OURS =
      Pattern.compile("<artifactId>unroll4j-([a-z0-9]+)</artifactId>");

  @Test
  void everyModuleDependsOnWhatTheArchitectureSays() throws IOException {
    for (Map.Entry<String, Set<String>> module : ARROWS.entrySet()) {
      assertThat(dependencies(module.getKey()))
          .as("modules/%s/pom.xml", module.getKey())
          .isEqualTo(new TreeSet<>(module.getValue()));
    }
  }

  @Test
  void everyModuleIsInTheArchitecture() throws IOException {
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      assertThat(modules.filter(module -> Files.exists(module.resolve("pom.xml"))))
          .extracting(module -> module.getFileName().toString())
          .containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
    }
  }

  /**
   * The natives are no arrow: whoever runs something needs a backend, and no class depends on it.
   */
  private static Set<String> dependencies(String module) throws IOException {
    String pom = Files.readString(Path.of("..", module, "pom.xml"));
    Set<String> names = new TreeSet<>();
    DEPENDENCY
        .matcher(pom)
        .results()
        .map(found -> OURS.matcher(found.group(1)))
        .filter(Matcher::find)
        .forEach(found -> names.add(found.group(1)));
    names.remove("natives");
    return names;
  }
}
