package org.unroll4j.openblas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FindingTest {

  private static final Processor HASWELL = new Processor("GenuineIntel", Set.of("avx2", "fma"));
  private static final Processor OLD = new Processor("GenuineIntel", Set.of("sse4_2"));

  @Test
  void kernelsThatFitNeedNoWarning() {
    Finding finding = new Finding("Haswell", Optional.of(HASWELL));

    assertThat(finding.fits()).isTrue();
    assertThat(finding.warning()).isEmpty();
  }

  @Test
  void theFallbackIsAWarningThatSaysWhatToSet() {
    Finding finding = new Finding("Prescott", Optional.of(HASWELL));

    assertThat(finding.fits()).isFalse();
    assertThat(finding.warning().orElseThrow())
        .contains("Prescott", "set OPENBLAS_CORETYPE=HASWELL in the environment")
        .doesNotContain("\n");
  }

  @Test
  void theFallbackOnAnUnknownProcessorLeavesTheChoice() {
    assertThat(new Finding("Prescott", Optional.empty()).warning().orElseThrow())
        .contains("SKYLAKEX (with AVX-512) or HASWELL (with AVX2)");
  }

  @Test
  void oldKernelsAreRightForOldProcessors() {
    assertThat(new Finding("Prescott", Optional.of(OLD)).warning()).isEmpty();
  }

  @Test
  void otherKernelsAreOpenBlasKnowingBetter() {
    Finding finding = new Finding("Cooperlake", Optional.of(HASWELL));

    assertThat(finding.fits()).isFalse();
    assertThat(finding.warning()).isEmpty();
  }
}
