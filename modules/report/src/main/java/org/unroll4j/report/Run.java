package org.unroll4j.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The record of one run, as read from its {@code result.json}.
 *
 * @param file where it was read
 * @param json the record
 */
record Run(Path file, JsonNode json) {

  private static final String FILE_NAME = "result.json";

  /**
   * Reads a record.
   *
   * @param folderOrFile the folder of a run, or a record itself under any name
   * @throws IllegalArgumentException with one line, if there is no record of a known schema
   */
  static Run load(Path folderOrFile) {
    Path file = file(folderOrFile);
    Run run = new Run(file, parse(file));
    expect(file, run.json, Stream.of(Study.values()).map(Study::schema).toList());
    return run;
  }

  /** The record that a path means. */
  static Path file(Path folderOrFile) {
    Path file = Files.isDirectory(folderOrFile) ? folderOrFile.resolve(FILE_NAME) : folderOrFile;
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          Files.isDirectory(folderOrFile)
              ? ("Report: %s holds no %s; expected the folder of a run that has ended (one that was "
                      + "stopped has to be resumed first).")
                  .formatted(folderOrFile, FILE_NAME)
              : "Report: there is no %s; expected the folder of a run or its %s."
                  .formatted(file, FILE_NAME));
    }
    return file;
  }

  /** Reads a record of the given schema. */
  static JsonNode parse(Path file, String expected) {
    JsonNode json = parse(file);
    expect(file, json, List.of(expected));
    return json;
  }

  private static void expect(Path file, JsonNode json, List<String> schemas) {
    String schema = Values.text(json, "schema");
    if (!schemas.contains(schema)) {
      throw new IllegalArgumentException(
          "Report: %s has %s; expected schema %s, so name the %s of a run of this version."
              .formatted(
                  file,
                  schema.isEmpty() ? "no schema" : "schema '%s'".formatted(schema),
                  schemas.stream().map("'%s'"::formatted).collect(Collectors.joining(" or ")),
                  FILE_NAME));
    }
  }

  /** Reads a record of any schema. */
  static JsonNode parse(Path file) {
    try {
      return new ObjectMapper().readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Report: %s is not JSON (line %d, column %d); expected the %s of a run."
              .formatted(
                  file, e.getLocation().getLineNr(), e.getLocation().getColumnNr(), FILE_NAME),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Report: cannot read %s (%s).".formatted(file, e.getMessage()), e);
    }
  }

  /** What kind of study it is. */
  Study study() {
    return Study.of(json).orElseThrow();
  }

  /** The name of the run's configuration, or of its folder where it has none. */
  String name() {
    String name = Values.text(json, "name");
    return name.isEmpty() ? folder() : name;
  }

  /** The name of the folder that holds the record. */
  String folder() {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return parent == null || parent.getFileName() == null ? "" : parent.getFileName().toString();
  }
}
