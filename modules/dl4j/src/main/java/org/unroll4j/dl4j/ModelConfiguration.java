package org.unroll4j.dl4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The configuration of a model file before Deeplearning4j makes objects of it. */
final class ModelConfiguration {

  private static final List<String> TRUSTED =
      List.of("org.deeplearning4j.", "org.nd4j.", "org.unroll4j.");

  /** Without type arguments, which would name classes of their own. */
  private static final Pattern PLAIN_NAME = Pattern.compile("[\\w.$]+");

  private final String json;
  private final JsonNode root;

  private ModelConfiguration(String json, JsonNode root) {
    this.json = json;
    this.root = root;
  }

  /**
   * Refuses text that is no configuration, or names classes from elsewhere.
   *
   * @param packages further packages whose classes a configuration may name
   */
  static ModelConfiguration parse(Path file, String json, Set<String> packages) {
    JsonNode root;
    try {
      // Of two equal keys Deeplearning4j would take one and this check the other.
      root =
          JsonMapper.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build()
              .readTree(json);
    } catch (JsonProcessingException e) {
      throw new ModelFileException(
          file, "is damaged: '" + ModelZip.CONFIGURATION + "' is not JSON, or has a key twice.");
    }
    for (String name : root.findValuesAsText("@class")) {
      boolean trusted =
          PLAIN_NAME.matcher(name).matches()
              && (TRUSTED.stream().anyMatch(name::startsWith)
                  || packages.stream().anyMatch(p -> name.startsWith(p + ".")));
      if (!trusted) {
        throw new ModelFileException(
            file,
            "names the class %s, which is refused; to trust its package, give it when loading."
                .formatted(name.replaceAll("[^\\w.$]", "?")));
      }
    }
    return new ModelConfiguration(json, root);
  }

  String json() {
    return json;
  }

  boolean isMultiLayerNetwork() {
    return root.hasNonNull("confs");
  }

  boolean isComputationGraph() {
    return root.hasNonNull("vertices");
  }
}
