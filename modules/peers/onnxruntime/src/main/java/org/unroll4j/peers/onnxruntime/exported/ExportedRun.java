package org.unroll4j.peers.onnxruntime.exported;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.unroll4j.data.features.EncodedSequence;
import org.unroll4j.interop.files.Exports;
import org.unroll4j.interop.files.NetworkFormat;
import org.unroll4j.studies.network.KeyedDropout;
import org.unroll4j.studies.session.SessionModel;

/** Compares the network of a run with its exported graph, over the run's whole test part. */
final class ExportedRun {

  private static final int BATCH = 64;

  private ExportedRun() {}

  /**
   * Exports the network to a file of its own, and lets both predict.
   *
   * @throws IllegalArgumentException if the folder is no run, its data is not there or not what it
   *     was, or the network has no counterpart in ONNX
   */
  static Agreement compare(Path run) throws IOException, OrtException {
    SessionModel model = SessionModel.load(run);
    Path file = Files.createTempFile("unroll", ".onnx");
    try {
      Exports.write(model.network(), Set.of(KeyedDropout.class), NetworkFormat.ONNX, file);
      try (ExportedGraph graph = new ExportedGraph(file)) {
        return compare(model, graph);
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static Agreement compare(SessionModel model, ExportedGraph graph) throws OrtException {
    List<EncodedSequence> test = model.testSequences();
    double[][] ours = model.probabilities(test);
    Agreement agreement = Agreement.of(test.size());
    for (int from = 0; from < test.size(); from += BATCH) {
      List<EncodedSequence> batch = test.subList(from, Math.min(test.size(), from + BATCH));
      double[][] theirs = graph.probabilities(batch);
      for (int n = 0; n < batch.size(); n++) {
        agreement = agreement.with(from + n, ours[from + n], theirs[n]);
      }
    }
    return agreement;
  }
}
