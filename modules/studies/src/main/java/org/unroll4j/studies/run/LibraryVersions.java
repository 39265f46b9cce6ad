package org.unroll4j.studies.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.openblas.OpenBlas;

/** Versions of the libraries that compute, from what Maven writes into jars. */
public final class LibraryVersions {

  private static final Map<String, String> ARTIFACTS =
      Map.of(
          "unroll4j", "org.unroll4j/unroll4j-data",
          "nd4j", "org.nd4j/nd4j-api",
          "deeplearning4j", "org.deeplearning4j/deeplearning4j-nn",
          "datavec", "org.datavec/datavec-api",
          "xgboost4j", "ml.dmlc/xgboost4j_2.12");

  private LibraryVersions() {}

  /** The version of this toolkit; {@code development} outside of jars. */
  public static String ofToolkit() {
    return version(ARTIFACTS.get("unroll4j")).orElse("development");
  }

  /** Versions by the names of libraries, as far as they are known. */
  static Map<String, String> all() {
    Map<String, String> versions = new LinkedHashMap<>();
    ARTIFACTS.keySet().stream()
        .sorted()
        .forEach(name -> version(ARTIFACTS.get(name)).ifPresent(v -> versions.put(name, v)));
    return versions;
  }

  private static Optional<String> version(String artifact) {
    String resource = "/META-INF/maven/" + artifact + "/pom.properties";
    try (InputStream in = LibraryVersions.class.getResourceAsStream(resource)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return Optional.ofNullable(properties.getProperty("version"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The library of the matrix products, and which of its kernels are in use. */
  static String blas() {
    Object vendor = Nd4j.getExecutioner().getEnvironmentInformation().get("blas.vendor");
    String threads = System.getenv("OMP_NUM_THREADS");
    return "%s, %s, %s"
        .formatted(
            vendor,
            OpenBlas.kernels().map(kernels -> "kernels " + kernels).orElse("unknown kernels"),
            threads == null ? "default threads" : "OMP_NUM_THREADS=" + threads);
  }
}
