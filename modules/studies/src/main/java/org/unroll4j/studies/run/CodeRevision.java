package org.unroll4j.studies.run;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Which sources are running. */
public final class CodeRevision {

  private static final long PATIENCE_SECONDS = 5;

  private CodeRevision() {}

  /**
   * The commit of the checkout that these classes were built in, with {@code -dirty} if it has
   * changes; the toolkit's version if they come from elsewhere, such as a jar in a repository.
   */
  public static String current() {
    String fallback = LibraryVersions.ofToolkit();
    try {
      Path classes =
          Path.of(CodeRevision.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path folder = classes.getParent();
      boolean builtHere = folder != null && folder.endsWith("target");
      String described = builtHere ? describe(folder) : "";
      return described.isBlank() ? fallback : described;
    } catch (IOException | URISyntaxException e) {
      return fallback;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return fallback;
    }
  }

  private static String describe(Path folder) throws IOException, InterruptedException {
    Process git =
        new ProcessBuilder(
                List.of("git", "-C", folder.toString(), "describe", "--always", "--dirty"))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    git.getOutputStream().close();
    if (!git.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      git.destroyForcibly();
      return "";
    }
    String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return git.exitValue() == 0 ? answer.trim() : "";
  }
}
