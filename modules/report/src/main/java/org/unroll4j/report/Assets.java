package org.unroll4j.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateHTMLOutputModel;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.unroll4j.report.page.Figure;
import org.unroll4j.report.page.Page;

/**
 * What a page carries besides its text. The scripts are named by their hashes in the page's content
 * security policy, so that a browser runs these and nothing else, and asks the network for nothing.
 */
final class Assets {

  private static final String STYLE = text("page.css");
  private static final String SCRIPT = script();
  private static final String LIBRARY = text(property("echarts.script"));

  private final String charts;

  private Assets(String charts) {
    this.charts = charts;
  }

  static Assets of(Page page) {
    ObjectNode specs = JsonNodeFactory.instance.objectNode();
    for (Figure figure : page.figures()) {
      if (specs.has(figure.id())) {
        throw new IllegalStateException("Two figures are called " + figure.id() + ".");
      }
      specs.set(figure.id(), figure.spec());
    }
    return new Assets(embeddable(specs.toString()));
  }

  /** JSON that no HTML parser can take for markup; its meaning is unchanged. */
  static String embeddable(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  /** The assets under the names that the template uses. */
  Map<String, Object> model() throws TemplateModelException {
    return Map.of(
        "style", markup(STYLE),
        "script", markup(SCRIPT),
        "library", markup(LIBRARY),
        "charts", markup(charts),
        "policy", policy());
  }

  static String policy() {
    return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src '%s' '%s'"
        .formatted(hash(LIBRARY), hash(SCRIPT));
  }

  private static TemplateHTMLOutputModel markup(String text) throws TemplateModelException {
    return HTMLOutputFormat.INSTANCE.fromMarkup(text);
  }

  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The page's own scripts as one, which leaves no name behind. */
  private static String script() {
    return Stream.of(
            "looks", "numbers", "legend", "axes", "lines", "dots", "bars", "columns", "fan",
            "session", "matrix", "sort", "page")
        .map(name -> text("script/" + name + ".js"))
        .collect(Collectors.joining("\n", "(function () {\n'use strict';\n\n", "}());\n"));
  }

  private static String property(String key) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text("assets.properties")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return properties.getProperty(key);
  }

  private static String text(String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The class path holds no " + resource + ".");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("\r\n", "\n")
          .replaceAll("(?i)</(?=script|style)", "<\\\\/");
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + resource + " from the class path.", e);
    }
  }
}
