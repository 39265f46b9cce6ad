package org.unroll4j.peers.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll4j.peers.work.Answer;
import org.unroll4j.peers.work.CellKind;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.work.WorkKind;
import org.unroll4j.peers.worker.Peer;
import org.unroll4j.peers.worker.PeerSettings;
import org.unroll4j.peers.worker.PeerTask;

/** The adapters whose frameworks are on the class path compute the same. */
class AgreementTest {

  private static Answer answer(Peer peer, String variant, Work work) {
    peer.start(new PeerSettings(1, variant));
    assertThat(peer.refusal(work)).isEmpty();
    try (PeerTask task = peer.prepare(work, Problem.of(work))) {
      task.run();
      return task.answer();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TRAIN, LSTM, false",
    "TRAIN, LSTM, true",
    "TRAIN, GRU, true",
    "TRAIN, RNN, false",
    "FORWARD, LSTM, false",
    "STREAM, LSTM, false",
    "NETWORK, LSTM, false"
  })
  void oursWithTheReference(WorkKind kind, CellKind cell, boolean ragged) {
    Work work = work(kind, cell, ragged);
    Answer right = answer(new UnrollPeer(), UnrollPeer.TRUTH, work);
    assertThat(answer(new UnrollPeer(), "vector", work).disagreement(right)).isEmpty();
    assertThat(answer(new UnrollPeer(), "vector/2", work).disagreement(right)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"TRAIN, LSTM", "TRAIN, RNN", "FORWARD, LSTM", "STREAM, LSTM", "NETWORK, LSTM"})
  void deeplearning4jWithTheReference(WorkKind kind, CellKind cell) {
    Work work = work(kind, cell, false);
    Answer right = answer(new UnrollPeer(), UnrollPeer.TRUTH, work);
    Answer theirs = answer(new Dl4jPeer(), "", work);
    assertThat(theirs.disagreement(right)).isEmpty();
    assertThat(theirs.arrays()).hasSize(kind == WorkKind.TRAIN ? 5 : 1);
  }

  @ParameterizedTest
  @CsvSource({"GRU, false", "LSTM, true"})
  void deeplearning4jDoesNotTakePartInWhatItCannotDo(CellKind cell, boolean ragged) {
    assertThat(new Dl4jPeer().refusal(work(WorkKind.TRAIN, cell, ragged))).isPresent();
  }

  private static Work work(WorkKind kind, CellKind cell, boolean ragged) {
    Work.Size size =
        kind == WorkKind.STREAM ? Work.Size.of(1, 1, 5, 7) : new Work.Size(3, 6, 5, 7, ragged);
    return new Work("small", kind, cell, size);
  }
}
