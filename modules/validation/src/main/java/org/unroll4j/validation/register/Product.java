package org.unroll4j.validation.register;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * A library, and where the version of it that is running can be read.
 *
 * @param name as its users call it
 * @param prefix what the identifiers of its divergences begin with
 * @param artifact {@code group/artifact} of a Maven jar that is on the class path with it
 */
public record Product(String name, String prefix, String artifact) {

  /** Deeplearning4j. */
  public static final Product DL4J =
      new Product("Deeplearning4j", "dl4j", "org.deeplearning4j/deeplearning4j-nn");

  static final Product ND4J = new Product("ND4J", "nd4j", "org.nd4j/nd4j-api");

  /** Its name with the version that is running; the name alone if the jar does not say. */
  public String nameAndVersion() {
    String resource = "/META-INF/maven/" + artifact + "/pom.properties";
    try (InputStream in = Product.class.getResourceAsStream(resource)) {
      if (in == null) {
        return name;
      }
      Properties properties = new Properties();
      properties.load(in);
      return name + " " + properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("The version of " + name + " could not be read.", e);
    }
  }
}
