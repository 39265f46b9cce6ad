package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;

/** Puts a text into every place of a record that holds text. */
final class HostileText {

  /** These decide what is drawn. */
  private static final Set<String> MEANT =
      Set.of("schema", "kind", "cell", "implementation", "outcome", "time", "frequency");

  private HostileText() {}

  static ObjectNode everywhere(ObjectNode json, String text) {
    replace(json, text);
    if (json.path("baselines") instanceof ObjectNode baselines) {
      baselines.set(text, baselines.elements().next().deepCopy());
    }
    return json;
  }

  private static void replace(JsonNode node, String text) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              entry -> {
                if (!entry.getValue().isTextual()) {
                  replace(entry.getValue(), text);
                } else if (!MEANT.contains(entry.getKey())) {
                  entry.setValue(TextNode.valueOf(text));
                }
              });
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i).isTextual()) {
          array.set(i, TextNode.valueOf(text));
        } else {
          replace(array.get(i), text);
        }
      }
    }
  }
}
