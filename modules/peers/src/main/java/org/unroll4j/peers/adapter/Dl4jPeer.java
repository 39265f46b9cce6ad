package org.unroll4j.peers.adapter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.unroll4j.peers.work.CellKind;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.work.WorkKind;
import org.unroll4j.peers.worker.Peer;
import org.unroll4j.peers.worker.PeerSettings;
import org.unroll4j.peers.worker.PeerTask;

/** Deeplearning4j's own layers, with the matrix library that the process has loaded. */
public final class Dl4jPeer implements Peer {

  private PeerSettings settings;

  @Override
  public void start(PeerSettings settings) {
    this.settings = settings;
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>(Nd4jFacts.read());
    facts.put("threads", Integer.toString(settings.threads()));
    return facts;
  }

  @Override
  public Optional<String> refusal(Work work) {
    if (work.cell() == CellKind.GRU) {
      return Optional.of("Deeplearning4j has no GRU");
    }
    if (work.size().ragged()) {
      return Optional.of("Deeplearning4j's LSTM does not skip the steps that do not exist");
    }
    return Optional.empty();
  }

  @Override
  public PeerTask prepare(Work work, Problem problem) {
    return work.kind() == WorkKind.NETWORK
        ? new NetworkTask(work, problem, Dl4jModels.theirs(work), DataType.FLOAT)
        : new Dl4jLayer(work, problem).task();
  }
}
