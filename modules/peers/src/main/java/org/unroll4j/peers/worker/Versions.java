package org.unroll4j.peers.worker;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Versions of libraries, from what Maven writes into jars. */
public final class Versions {

  private Versions() {}

  /** The version of an artifact, {@code group/artifact}; {@code unknown} where no jar says it. */
  public static String of(String artifact) {
    String resource = "/META-INF/maven/" + artifact + "/pom.properties";
    try (InputStream in = Versions.class.getResourceAsStream(resource)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
