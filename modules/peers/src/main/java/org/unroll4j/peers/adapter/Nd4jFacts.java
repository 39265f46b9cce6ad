package org.unroll4j.peers.adapter;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.openblas.OpenBlas;
import org.unroll4j.peers.worker.Versions;

/** What ND4J computes with. */
final class Nd4jFacts {

  private Nd4jFacts() {}

  static Map<String, String> read() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("java", System.getProperty("java.version"));
    facts.put("nd4j", Versions.of("org.nd4j/nd4j-api"));
    facts.put("deeplearning4j", Versions.of("org.deeplearning4j/deeplearning4j-nn"));
    facts.put("backend", Nd4j.getBackend().getClass().getSimpleName());
    OpenBlas.kernels().ifPresent(kernels -> facts.put("openblas kernels", kernels));
    return facts;
  }
}
