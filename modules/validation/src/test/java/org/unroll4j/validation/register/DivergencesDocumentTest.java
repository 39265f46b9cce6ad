package org.unroll4j.validation.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * docs/divergences.md is written from the register's words. After a change of them: {@code mvn -pl
 * modules/validation test -Dtest=DivergencesDocumentTest -Dunroll4j.write=true}.
 */
class DivergencesDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "..", "docs", "divergences.md");
  private static final String MARK =
      "<!-- Written from the register; DivergencesDocumentTest -->\n";
  private static final String PROGRAMS =
      "../modules/validation/src/main/java/org/unroll4j/validation/register/program/";

  @Test
  void saysWhatTheRegisterSays() throws IOException {
    String text = Files.readString(DOCUMENT);
    String byHand = text.substring(0, text.indexOf(MARK) + MARK.length());
    String expected = byHand + list(Kind.WRONG) + list(Kind.DIFFERENT_MEANING);
    if (Boolean.getBoolean("unroll4j.write")) {
      Files.writeString(DOCUMENT, expected);
    }
    assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
  }

  private static String list(Kind kind) {
    StringBuilder text = new StringBuilder();
    text.append(kind == Kind.WRONG ? "\n## Wrong\n" : "\n## Another meaning\n");
    Map<String, Description> words = Register.descriptions(Dl4jDivergence.class);
    for (Dl4jDivergence divergence : Dl4jDivergence.values()) {
      Description description = words.get(divergence.id());
      if (description.kind() == kind) {
        text.append(section(divergence, description));
      }
    }
    return text.toString();
  }

  private static String section(Dl4jDivergence divergence, Description words) {
    String program = divergence.program().getClass().getSimpleName() + ".java";
    return """

    ### %s

    `%s` · %s · [program](%s)

    %s

    - Measured: %s.
    - Ours: %s.
    - Arbiter: %s.
    - **What to do:** %s
    """
        .formatted(
            words.title(),
            divergence.id(),
            divergence.product().name(),
            PROGRAMS + program,
            words.what(),
            words.measure(),
            words.oursIs(),
            words.arbiterIs(),
            words.advice());
  }
}
