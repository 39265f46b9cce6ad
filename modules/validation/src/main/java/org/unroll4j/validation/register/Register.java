package org.unroll4j.validation.register;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.unroll4j.validation.register.program.Numbers;
import org.unroll4j.validation.register.program.Program;

/** The register of divergences: runs the programs of libraries' divergences. */
public final class Register {

  private static final String WORDS = "divergences.yaml";

  private Register() {}

  /** Runs the programs of {@link Dl4jDivergence}. */
  public static List<Entry> run() {
    return run(Dl4jDivergence.class);
  }

  /**
   * Runs the programs of one library's divergences, in the order of the enum.
   *
   * @throws IllegalStateException if a program fails
   */
  public static <D extends Enum<D> & Divergence> List<Entry> run(Class<D> library) {
    Map<String, Description> words = descriptions(library);
    List<Entry> entries = new ArrayList<>();
    for (D divergence : library.getEnumConstants()) {
      entries.add(measure(divergence, words.get(divergence.id())));
    }
    return entries;
  }

  /** The words of one library's divergences by identifier, in the order of their file. */
  public static <D extends Enum<D> & Divergence> Map<String, Description> descriptions(
      Class<D> library) {
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    yaml.enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);
    yaml.enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
    try (InputStream in = library.getResourceAsStream(WORDS)) {
      return yaml.readValue(in, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(WORDS + " of " + library.getName() + " cannot be read.", e);
    }
  }

  private static Entry measure(Divergence divergence, Description description) {
    Program program = divergence.program();
    try {
      Numbers numbers = program.run();
      String product = divergence.product().nameAndVersion();
      return new Entry(divergence.id(), product, description, numbers, source(program));
    } catch (Exception e) {
      throw new IllegalStateException(
          "Register: the program of %s failed: %s".formatted(divergence.id(), e), e);
    }
  }

  private static String source(Program program) throws IOException {
    String name = program.getClass().getSimpleName() + ".java";
    try (InputStream in = program.getClass().getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
