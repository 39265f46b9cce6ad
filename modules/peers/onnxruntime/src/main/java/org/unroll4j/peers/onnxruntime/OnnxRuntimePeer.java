package org.unroll4j.peers.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.unroll4j.peers.onnxruntime.cases.OnnxCases;
import org.unroll4j.peers.work.CellKind;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.work.WorkKind;
import org.unroll4j.peers.worker.CaseAnswers;
import org.unroll4j.peers.worker.Peer;
import org.unroll4j.peers.worker.PeerSettings;
import org.unroll4j.peers.worker.PeerTask;

/** ONNX Runtime: inference only, and here only with an LSTM. */
public final class OnnxRuntimePeer implements Peer {

  private PeerSettings settings;

  @Override
  public void start(PeerSettings settings) {
    this.settings = settings;
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("java", System.getProperty("java.version"));
    facts.put("onnxruntime", OrtEnvironment.getEnvironment().getVersion());
    facts.put("threads", Integer.toString(settings.threads()));
    return facts;
  }

  @Override
  public Optional<String> refusal(Work work) {
    if (work.kind() != WorkKind.FORWARD && work.kind() != WorkKind.STREAM) {
      return Optional.of("ONNX Runtime is compared in inference only");
    }
    return work.cell() == CellKind.LSTM && !work.size().ragged()
        ? Optional.empty()
        : Optional.of("ONNX Runtime is compared with LSTMs over full sequences only");
  }

  /** A stream is given all threads or one, whichever is faster here. */
  @Override
  public PeerTask prepare(Work work, Problem problem) {
    InferenceTask together = new InferenceTask(work, problem, settings.threads());
    if (work.kind() != WorkKind.STREAM) {
      return together;
    }
    InferenceTask alone = new InferenceTask(work, problem, 1);
    boolean faster = alone.leastNanos() < together.leastNanos();
    (faster ? together : alone).close();
    return faster ? alone : together;
  }

  @Override
  public CaseAnswers cases() {
    return new OnnxCases();
  }
}
