package org.unroll4j.validation.register;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.unroll4j.validation.register.program.Numbers;

class EntryTest {

  @Test
  void holdsWhereThePeerDiffersAndWeDoNot() {
    assertThat(entry(1.5, 1, 1).holds()).isTrue();
    assertThat(entry(1.5, 1.02, 1).holds()).isFalse();
  }

  @Test
  void aMendedPeerIsNoticed() {
    Entry mended = entry(1.4, 1, 1);
    assertThat(mended.peerDiffers()).isFalse();
    assertThat(mended.oursAgrees()).isTrue();
    assertThat(mended.holds()).isFalse();
  }

  @Test
  void notANumberNeverHolds() {
    assertThat(entry(Double.NaN, 1, 1).holds()).isFalse();
    assertThat(entry(1.5, Double.NaN, 1).holds()).isFalse();
    assertThat(entry(1.5, 1, Double.NaN).holds()).isFalse();
  }

  @Test
  void aRecordHasPlainValuesOnly() {
    assertThat(entry(1.5, 1, 1).plainValues())
        .containsEntry("kind", "wrong")
        .containsEntry("peer", 1.5)
        .containsEntry("holds", true)
        .allSatisfy(
            (key, value) ->
                assertThat(value).isInstanceOfAny(String.class, Double.class, Boolean.class));
  }

  private static Entry entry(double peer, double ours, double arbiter) {
    Description words =
        new Description("title", Kind.WRONG, "what", "measure", "a", "b", "advice", 0.5, 0.01);
    return new Entry("some-id", "Some 1.0", words, new Numbers(peer, ours, arbiter), "source");
  }
}
