package org.unroll4j.studies.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new ConfigException(
          "%s: this configuration cannot be read; is the path right?".formatted(file));
    }
    return parse(text, file.toString(), type, overrides);
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

  /** The configuration with every default filled in, as YAML. */
  public static String toYaml(Record configuration) {
    try {
      return WRITER.writeValueAsString(configuration);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
