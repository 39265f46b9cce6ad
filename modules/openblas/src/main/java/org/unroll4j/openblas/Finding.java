package org.unroll4j.openblas;

import java.util.Locale;
import java.util.Optional;

/**
 * What OpenBLAS uses beside what it could use.
 *
 * @param kernels the kernels in use, as the library names them, {@code SkylakeX} for example
 * @param processor the processor, if it is known
 */
record Finding(String kernels, Optional<Processor> processor) {

  /** What OpenBLAS 0.3.19 falls back to on x86-64. */
  private static final String GENERIC = "Prescott";

  /** True if the kernels are those that fit the processor's features. */
  boolean fits() {
    return processor
        .flatMap(Processor::kernels)
        .filter(fitting -> fitting.equals(kernels.toUpperCase(Locale.ROOT)))
        .isPresent();
  }

  /** One line that says what is wrong and what to set, or nothing if all is well. */
  Optional<String> warning() {
    if (!kernels.equals(GENERIC)) {
      return Optional.empty();
    }
    if (processor.isEmpty()) {
      return Optional.of(advice("SKYLAKEX (with AVX-512) or HASWELL (with AVX2)"));
    }
    return processor.flatMap(Processor::kernels).map(Finding::advice);
  }

  private static String advice(String value) {
    return ("OpenBLAS does not know this processor and multiplies matrices with its kernels of 2004"
            + " (%s), up to five times slower than it could: set %s=%s in the environment before"
            + " Java starts.")
        .formatted(GENERIC, OpenBlas.VARIABLE, value);
  }
}
