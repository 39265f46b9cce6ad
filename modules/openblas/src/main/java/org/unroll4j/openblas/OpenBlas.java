package org.unroll4j.openblas;

import com.sun.jna.NativeLibrary;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the OpenBLAS inside ND4J with the kernels that fit the processor.
 *
 * <p>ND4J does this through {@link KernelChoice} when it starts; a program that uses OpenBLAS
 * before ND4J calls {@link #load} first. Where the user has set {@code OPENBLAS_CORETYPE}, or has
 * started Java with {@code -Dunroll4j.openblas=off}, nothing is done.
 */
public final class OpenBlas {

  /** The system property whose value {@code off} leaves everything to OpenBLAS. */
  public static final String SWITCH = "unroll4j.openblas";

  static final String VARIABLE = "OPENBLAS_CORETYPE";

  private static final Logger LOG = LoggerFactory.getLogger(OpenBlas.class);

  private OpenBlas() {}

  /**
   * Loads the library, unless it is loaded already, and says in one line of the log what was
   * chosen, or what to set where that was not possible. Never throws.
   */
  public static void load() {
    if (!Processor.isX86() || isLeftAlone()) {
      return;
    }
    Optional<Processor> processor = Processor.atHand();
    Optional<String> fitting = processor.flatMap(Processor::kernels);
    try {
      if (!isBundled()) {
        return;
      }
      fitting.ifPresentOrElse(OpenBlas::loadWith, OpenBlas::loadAsItIs);
      kernels().ifPresent(name -> say(new Finding(name, processor)));
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("OpenBLAS chooses its kernels by itself.", e);
      fitting.ifPresent(
          kernels ->
              LOG.warn(
                  "OpenBLAS could not be told which kernels fit this processor ({}): set {}={} in"
                      + " the environment before Java starts.",
                  e.toString(),
                  VARIABLE,
                  kernels));
    }
  }

  /**
   * The name of the kernels in use, SkylakeX for example, or nothing if OpenBLAS is not loaded or
   * cannot be asked.
   */
  public static Optional<String> kernels() {
    try {
      return Loader.getLoadedLibraries().values().stream()
          .filter(OpenBlas::isTheLibrary)
          .findFirst()
          .map(NativeLibrary::getInstance)
          .map(library -> library.getFunction("openblas_get_corename"))
          .map(name -> name.invokeString(new Object[0], false));
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("OpenBLAS cannot be asked for its kernels.", e);
      return Optional.empty();
    }
  }

  private static boolean isLeftAlone() {
    String chosen = System.getenv(VARIABLE);
    return "off".equals(System.getProperty(SWITCH)) || (chosen != null && !chosen.isEmpty());
  }

  /** True if the natives of this platform are on the class path; ND4J says it if they are not. */
  private static boolean isBundled() {
    String library = System.mapLibraryName("jniopenblas");
    return openblas.class.getResource(
            "/org/bytedeco/openblas/%s/%s".formatted(Loader.getPlatform(), library))
        != null;
  }

  private static void loadWith(String kernels) {
    try (ProcessEnvironment during = ProcessEnvironment.with(VARIABLE, kernels)) {
      LOG.debug("Loading OpenBLAS with {}.", during);
      loadAsItIs();
    }
  }

  /** Loads both copies that ND4J uses, with LAPACK and without. */
  private static void loadAsItIs() {
    Loader.load(openblas.class);
  }

  private static boolean isTheLibrary(String path) {
    Path file = Path.of(path).getFileName();
    return file != null && file.toString().startsWith("libopenblas");
  }

  private static void say(Finding finding) {
    if (finding.fits()) {
      LOG.info(
          "OpenBLAS multiplies matrices with its {} kernels, which fit this processor.",
          finding.kernels());
    }
    finding.warning().ifPresent(LOG::warn);
  }
}
