package org.unroll4j.studies.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A YAML document that remembers where each of its keys stands. */
final class YamlTree {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Pattern PROBLEM_LINE = Pattern.compile("(?m)^ in .*, line (\\d+), column");

  private final String name;
  private final ObjectNode root;
  private final Map<String, String> places;

  private YamlTree(String name, ObjectNode root, Map<String, String> places) {
    this.name = name;
    this.root = root;
    this.places = places;
  }

  /**
   * Reads a document.
   *
   * @param name what messages call it, the file for instance
   * @throws ConfigException if it is not YAML, repeats a key or is not a mapping
   */
  static YamlTree parse(String text, String name) {
    YAMLFactory factory =
        YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    Map<String, String> places = new LinkedHashMap<>();
    try (JsonParser parser = factory.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first != null && first != JsonToken.START_OBJECT) {
        String found = first == JsonToken.START_ARRAY ? "a list" : "a single value";
        throw new ConfigException(name + ": must hold 'key: value' lines, but was " + found + ".");
      }
      ObjectNode root = JsonNodeFactory.instance.objectNode();
      if (first != null) {
        readObject(parser, root, "", name, places);
      }
      return new YamlTree(name, root, places);
    } catch (JsonProcessingException e) {
      throw notYaml(name, e);
    } catch (IOException e) {
      throw new ConfigException(name + ": cannot be read: " + e.getMessage());
    }
  }

  private static void readObject(
      JsonParser parser, ObjectNode into, String path, String name, Map<String, String> places)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      String keyPath = path + key;
      places.put(keyPath, name + ":" + parser.currentTokenLocation().getLineNr());
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        readObject(parser, into.putObject(key), keyPath + ".", name, places);
      } else if (parser.currentToken() == JsonToken.START_ARRAY) {
        readArray(parser, into.putArray(key));
      } else {
        into.set(key, YAML.readTree(parser));
      }
    }
  }

  private static void readArray(JsonParser parser, ArrayNode into) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      into.add((JsonNode) YAML.readTree(parser));
    }
  }

  private static ConfigException notYaml(String name, JsonProcessingException e) {
    String line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
    Matcher found = PROBLEM_LINE.matcher(e.getOriginalMessage());
    while (found.find()) {
      line = ":" + found.group(1); // the last one is where the problem stands
    }
    String problem =
        e.getOriginalMessage()
            .lines()
            .filter(l -> !l.startsWith("while ") && !l.startsWith(" "))
            .findFirst()
            .orElse("unreadable");
    return new ConfigException(
        "%s%s: is not valid YAML: %s."
            .formatted(name, line, problem.strip().replaceFirst("\\.$", "")));
  }

  /**
   * Sets one value from outside the document.
   *
   * @param assignment {@code key.path=value}, the value written as in YAML
   * @throws ConfigException if it is not an assignment or would replace a section by a value
   */
  void set(String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      throw new ConfigException(
          "--set must have the form key=value, such as training.epochs=5, but was '%s'."
              .formatted(assignment));
    }
    String place = "--set " + assignment;
    String[] keys = assignment.substring(0, equals).trim().split("\\.", -1);
    ObjectNode section = root;
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < keys.length - 1; i++) {
      path.append(keys[i]);
      places.putIfAbsent(path.toString(), place);
      section = section(section, keys[i], path.toString(), place);
      path.append('.');
    }
    section.set(keys[keys.length - 1], scalar(assignment.substring(equals + 1), place));
    places.put(path + keys[keys.length - 1], place);
  }

  private static ObjectNode section(ObjectNode parent, String key, String path, String place) {
    JsonNode child = parent.get(key);
    if (child == null || child.isNull()) {
      return parent.putObject(key);
    }
    if (child instanceof ObjectNode section) {
      return section;
    }
    throw new ConfigException(
        "%s: %s is a single value, so nothing can be set below it.".formatted(place, path));
  }

  private static JsonNode scalar(String text, String place) {
    try {
      return YAML.readTree(text.isBlank() ? "\"\"" : text);
    } catch (JsonProcessingException e) {
      throw notYaml(place, e);
    }
  }

  ObjectNode root() {
    return root;
  }

  /**
   * File and line of a key, or the override that set it; its nearest parent's for a missing one.
   */
  String place(String path) {
    String p = path;
    while (!places.containsKey(p) && p.contains(".")) {
      p = p.substring(0, p.lastIndexOf('.'));
    }
    return places.getOrDefault(p, name);
  }
}
