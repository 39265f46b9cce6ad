package org.unroll4j.studies.config;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads and writes configurations. */
public final class Configurations {

  private static final YAMLMapper WRITER =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  private Configurations() {}

  /**
   * Reads a file.
   *
   * @param type the record that the document describes
   * @param overrides assignments {@code key.path=value} that win over the file
   * @throws ConfigException if the file cannot be read or its content does not fit the record
   */
  public static <R extends Record> R read(Path file, Class<R> type, List<String> overrides) {
    return parse(text(file), file.toString(), type, overrides);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ConfigException(
          "%s: this configuration cannot be read; is the path right?".formatted(file));
    }
  }

  /**
   * Reads a document.
   *
   * @param name what messages call it
   * @throws ConfigException if its content does not fit the record
   */
  public static <R extends Record> R parse(
      String text, String name, Class<R> type, List<String> overrides) {
    YamlTree tree = YamlTree.parse(text, name);
    overrides.forEach(tree::set);
    return new RecordBinder(tree).bind(type);
  }

  /**
   * Reads one word of a file, by which the record is chosen that describes the rest.
   *
   * @param key a key that does not stand in a section
   * @param otherwise what it is where the key is absent
   * @throws ConfigException if the file cannot be read or it is none of the words
   */
  public static <W extends Enum<W> & Word> W word(
      Path file, String key, W otherwise, List<String> overrides) {
    YamlTree tree = YamlTree.parse(text(file), file.toString());
    overrides.forEach(tree::set);
    JsonNode node = tree.root().get(key);
    if (node == null || node.isNull()) {
      return otherwise;
    }
    W[] words = otherwise.getDeclaringClass().getEnumConstants();
    return Arrays.stream(words)
        .filter(w -> w.word().equals(node.asText()))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    "%s: %s must be one of %s, but was %s."
                        .formatted(
                            tree.place(key),
                            key,
                            Arrays.stream(words).map(Word::word).collect(joining(", ")),
                            node)));
  }

  /** The configuration with every default filled in, as YAML. */
  public static String toYaml(Record configuration) {
    try {
      return WRITER.writeValueAsString(configuration);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
