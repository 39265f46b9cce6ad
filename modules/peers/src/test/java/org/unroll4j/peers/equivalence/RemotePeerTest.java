package org.unroll4j.peers.equivalence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.peers.bench.Entrant;
import org.unroll4j.peers.bench.FakePeer;
import org.unroll4j.peers.bench.WorkerException;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.CellKind;
import org.unroll4j.validation.peer.Data;
import org.unroll4j.validation.peer.Directions;
import org.unroll4j.validation.peer.Loss;
import org.unroll4j.validation.peer.Names;
import org.unroll4j.validation.peer.NumberType;
import org.unroll4j.validation.peer.Padding;
import org.unroll4j.validation.peer.Structure;
import org.unroll4j.validation.peer.Values;
import org.unroll4j.validation.peer.Walk;

/** With a process whose framework is a fake. */
class RemotePeerTest {

  @TempDir private Path folder;

  private RemotePeer start(String className, String variant) throws WorkerException {
    Entrant.Launch launch =
        new Entrant.Launch(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            List.of("-Xmx64m"),
            System.getProperty("java.class.path"),
            Map.of());
    Entrant entrant = new Entrant("variant", "Fake", className, variant, launch);
    return RemotePeer.start(entrant, 1, folder.resolve("fake.log"));
  }

  private RemotePeer start(String variant) throws WorkerException {
    return start(FakePeer.class.getName(), variant);
  }

  private static Case asked(NumberType type) {
    Structure structure =
        new Structure(
            CellKind.RNN_TANH, false, 1, Directions.FORWARD, new Structure.Sizes(1, 1, 2, 2, 0));
    Data data =
        new Data(
            Values.of(new double[] {0.25, -0.5}, 1, 1, 2),
            new boolean[] {true},
            List.of(Map.of(Names.HIDDEN, Values.zeros(1, 2))),
            List.of(Map.of(Names.BIAS, Values.zeros(2))));
    Loss loss = new Loss(Values.zeros(1, 1, 2), List.of(), true, 1);
    return new Case(
        "plain",
        type,
        structure,
        Padding.NONE,
        Walk.WHOLE,
        data,
        loss,
        List.of(Names.OUTPUTS, Names.LOSS));
  }

  @Test
  void aCaseGoesThereAndItsAnswerComesBack() throws Exception {
    try (RemotePeer peer = start("1.2.3")) {
      assertThat(peer.id()).isEqualTo("variant");
      assertThat(peer.facts()).containsEntry("label", "Fake 1.2.3");
      assertThat(peer.refusal(asked(NumberType.FLOAT))).isEmpty();
      Answer answer = peer.answer(asked(NumberType.FLOAT));
      assertThat(answer.quantities().get(Names.OUTPUTS).get(0).numbers()).containsExactly(0.5, -1);
      assertThat(answer.notOffered()).containsEntry(Names.LOSS, "it knows no loss");
    }
  }

  @Test
  void aRefusalComesBack() throws Exception {
    try (RemotePeer peer = start("")) {
      assertThat(peer.refusal(asked(NumberType.DOUBLE))).contains("no doubles");
    }
  }

  @Test
  void aFailureSaysWhoAndWhere() throws Exception {
    try (RemotePeer peer = start("throws")) {
      assertThatThrownBy(() -> peer.answer(asked(NumberType.FLOAT)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Fake throws failed at 'rnn tanh, plain, FLOAT': ")
          .hasMessageContaining("out of luck")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void aFrameworkThatCannotBeHadIsReported() {
    assertThatThrownBy(() -> start("no.such.Peer", ""))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("its process has ended");
  }
}
