package org.unroll4j.studies.run;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.versioncheck.VersionCheck;
import org.nd4j.versioncheck.VersionInfo;

/** Versions of the libraries that compute. */
final class Libraries {

  private Libraries() {}

  static Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    for (VersionInfo info : VersionCheck.getVersionInfos()) {
      if (info.getArtifactId().equals("deeplearning4j-nn")) {
        versions.put("deeplearning4j", info.getBuildVersion());
      } else if (info.getArtifactId().equals("nd4j-api")) {
        versions.put("nd4j", info.getBuildVersion());
      } else if (info.getArtifactId().equals("datavec-api")) {
        versions.put("datavec", info.getBuildVersion());
      }
    }
    String own = Libraries.class.getPackage().getImplementationVersion();
    if (own != null) {
      versions.put("unroll4j", own);
    }
    versions.put("java", System.getProperty("java.version"));
    return versions;
  }

  /** The library of the matrix products, and which kernels it was told to use. */
  static String blas() {
    Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
    Object vendor = environment.get("blas.vendor");
    String core = System.getenv("OPENBLAS_CORETYPE");
    String threads = System.getenv("OMP_NUM_THREADS");
    return "%s, %s, %s"
        .formatted(
            vendor,
            core == null ? "kernels of its own choice" : "kernels " + core,
            threads == null ? "default threads" : "OMP_NUM_THREADS=" + threads);
  }
}
