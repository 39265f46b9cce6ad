package org.unroll4j.report;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import org.unroll4j.report.page.Page;

/** Turns a page into HTML and puts it where it belongs, whole or not at all. */
final class PageWriter {

  private static final Configuration TEMPLATES = templates();

  private PageWriter() {}

  static void write(Page page, Path html) {
    String text = render(page);
    Path target = html.toAbsolutePath();
    Path temporary = null;
    try {
      Files.createDirectories(target.getParent());
      temporary = Files.createTempFile(target.getParent(), ".page", ".tmp");
      Files.writeString(temporary, text, StandardCharsets.UTF_8);
      readableLikeAnyFile(temporary);
      move(temporary, target);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Report: cannot write %s (%s: %s)."
              .formatted(html, e.getClass().getSimpleName(), e.getMessage()),
          e);
    } finally {
      discard(temporary);
    }
  }

  static String render(Page page) {
    StringWriter out = new StringWriter(2 << 20);
    try {
      Map<String, Object> model = Map.of("page", page, "assets", Assets.of(page).model());
      TEMPLATES.getTemplate("page.ftlh").process(model, out);
    } catch (IOException | TemplateException e) {
      throw new IllegalStateException("The page's template is broken.", e);
    }
    return out.toString();
  }

  private static Configuration templates() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_35);
    configuration.setClassForTemplateLoading(PageWriter.class, "");
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setLocale(Locale.ROOT);
    return configuration;
  }

  /** Temporary files are private to their owner; a page is meant to be passed on. */
  private static void readableLikeAnyFile(Path file) {
    file.toFile().setReadable(true, false);
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void discard(Path temporary) {
    try {
      if (temporary != null) {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      temporary.toFile().deleteOnExit();
    }
  }
}
