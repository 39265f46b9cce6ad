package org.unroll4j.validation.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegisterTest {

  private static List<Entry> entries;

  @BeforeAll
  static void run() {
    entries = Register.run();
  }

  @ParameterizedTest
  @EnumSource(Dl4jDivergence.class)
  void thePeerDiffersAndWeDoNot(Dl4jDivergence divergence) {
    Entry entry = entries.get(divergence.ordinal());
    assertThat(entry.oursAgrees())
        .as("%s: ours should be the arbiter's number: %s", entry.id(), entry.numbers())
        .isTrue();
    assertThat(entry.peerDiffers())
        .as(
            "%s no longer diverges in %s: take it out of the register: %s",
            entry.id(), entry.product(), entry.numbers())
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource(Dl4jDivergence.class)
  void theProgramIsShownAsItRan(Dl4jDivergence divergence) {
    String source = entries.get(divergence.ordinal()).program();
    assertThat(source)
        .startsWith("package org.unroll4j.validation.register.program;")
        .contains("public final class " + divergence.program().getClass().getSimpleName() + " ")
        .endsWith("}\n");
    assertThat(source.lines().count()).as("short enough to read").isLessThan(100);
  }

  @Test
  void everyDivergenceHasWordsAndNoWordsAreLeftOver() {
    assertThat(Register.descriptions(Dl4jDivergence.class).keySet())
        .containsExactlyElementsOf(Stream.of(Dl4jDivergence.values()).map(Divergence::id).toList());
  }
}
