package org.unroll4j.openblas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorTest {

  @ParameterizedTest
  @CsvSource({
    "GenuineIntel, fma avx avx2 avx512f avx512dq avx512cd avx512bw avx512vl avx512_bf16, SKYLAKEX",
    "AuthenticAMD, avx512f avx512dq avx512cd avx512bw avx512vl avx2 fma avx, SKYLAKEX",
    "GenuineIntel, fma avx avx2 avx512f avx512pf avx512er avx512cd, HASWELL",
    "GenuineIntel, avx fma avx2, HASWELL",
    "AuthenticAMD, avx fma avx2, ZEN",
    "HygonGenuine, avx fma avx2, ZEN",
    "GenuineIntel, avx avx2,",
    "GenuineIntel, sse4_1 sse4_2 avx,",
    "GenuineIntel, xavx2 fma4 avx512fvl,",
  })
  void kernelsFollowTheFeatures(String vendor, String features, String kernels) throws IOException {
    assertThat(read(vendor, features).kernels().orElse(null)).isEqualTo(kernels);
  }

  @Test
  void theFirstProcessorSpeaksForAll() throws IOException {
    String two =
        """
        processor\t: 0
        vendor_id\t: GenuineIntel
        flags\t\t: fpu avx2 fma

        processor\t: 1
        vendor_id\t: AuthenticAMD
        flags\t\t: fpu
        """;

    Processor processor = Processor.read(new BufferedReader(new StringReader(two)));

    assertThat(processor.vendor()).isEqualTo("GenuineIntel");
    assertThat(processor.features()).containsExactlyInAnyOrder("fpu", "avx2", "fma");
  }

  @Test
  void aListWithoutFeaturesHasNone() throws IOException {
    Processor processor = Processor.read(new BufferedReader(new StringReader("processor : 0\n")));

    assertThat(processor.features()).isEmpty();
    assertThat(processor.kernels()).isEmpty();
  }

  static Processor read(String vendor, String features) throws IOException {
    String lines =
        "processor\t: 0\nvendor_id\t: %s\nmodel name\t: Some CPU : fast\nflags\t\t: fpu vme %s\n"
            .formatted(vendor, features);
    return Processor.read(new BufferedReader(new StringReader(lines)));
  }
}
