package org.unroll4j.peers.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import onnx.Onnx.ModelProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unroll4j.peers.adapter.UnrollPeer;
import org.unroll4j.peers.work.Answer;
import org.unroll4j.peers.work.CellKind;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.work.WorkKind;
import org.unroll4j.peers.worker.Peer;
import org.unroll4j.peers.worker.PeerSettings;
import org.unroll4j.peers.worker.PeerTask;

class OnnxRuntimePeerTest {

  @ParameterizedTest
  @EnumSource(names = {"FORWARD", "STREAM"})
  void computesWhatTheReferenceComputes(WorkKind kind) {
    boolean stream = kind == WorkKind.STREAM;
    Work.Size size = stream ? Work.Size.of(1, 1, 5, 7) : Work.Size.of(3, 6, 5, 7);
    Work work = new Work("small", kind, CellKind.LSTM, size);
    Answer right = answer(new UnrollPeer(), UnrollPeer.TRUTH, work);
    Answer theirs = answer(new OnnxRuntimePeer(), "", work);
    assertThat(theirs.disagreement(right)).isEmpty();
    assertThat(theirs.arrays()).hasSize(stream ? 1 : 3);
  }

  @Test
  void blocksAreReordered() {
    // one row, two units: i f g o become i o f c, one row per unit
    float[] ours = {1, 2, 3, 4, 5, 6, 7, 8};
    assertThat(LstmModel.inOnnxOrder(ours, 1, 2)).containsExactly(1, 2, 7, 8, 3, 4, 5, 6);
  }

  @Test
  void theFileHoldsOneLstm() throws Exception {
    Work work = new Work("small", WorkKind.FORWARD, CellKind.LSTM, Work.Size.of(3, 6, 5, 7));
    ModelProto model = ModelProto.parseFrom(LstmModel.of(work, Problem.of(work).weights()));
    assertThat(model.getGraph().getNodeList()).hasSize(1);
    assertThat(model.getGraph().getNode(0).getOpType()).isEqualTo("LSTM");
    assertThat(model.getGraph().getInitializer(0).getDimsList()).containsExactly(1L, 28L, 5L);
  }

  @Test
  void trainingIsRefused() {
    Work work = new Work("small", WorkKind.TRAIN, CellKind.LSTM, Work.Size.of(3, 6, 5, 7));
    assertThat(new OnnxRuntimePeer().refusal(work)).isPresent();
  }

  private static Answer answer(Peer peer, String variant, Work work) {
    peer.start(new PeerSettings(1, variant));
    try (PeerTask task = peer.prepare(work, Problem.of(work))) {
      task.run();
      return task.answer();
    }
  }
}
