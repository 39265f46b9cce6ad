package org.unroll4j.peers.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unroll4j.peers.work.Answer;
import org.unroll4j.peers.work.CellKind;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.work.WorkKind;
import org.unroll4j.peers.worker.PeerTask;

/**
 * PyTorch in agreement with itself and with central differences. With our reference it is compared
 * by every benchmark, because ND4J and PyTorch cannot share a process.
 */
class PyTorchPeerTest {

  private static final PyTorchPeer PEER = StartedPyTorch.PEER;

  private static Answer answer(Work work, Problem problem) {
    try (PeerTask task = PEER.prepare(work, problem)) {
      task.run();
      return task.answer();
    }
  }

  private static Work work(WorkKind kind, CellKind cell, Work.Size size) {
    return new Work("small", kind, cell, size);
  }

  @Test
  void theLibraryIsTheOneThatPyTorchPublishes() {
    assertThat(PEER.facts()).containsEntry("pytorch", "2.7.1").containsEntry("blas", "mkl");
  }

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void gradientsAreThoseOfTheLoss(CellKind cell) {
    Work work = work(WorkKind.TRAIN, cell, new Work.Size(3, 4, 2, 5, true));
    Problem problem = Problem.of(work);
    float[] gradient = answer(work, problem).arrays().get(Answer.GRAD_BIAS);
    float step = 0.02f;
    for (int i = 0; i < gradient.length; i += 3) {
      double slope = (loss(work, problem, i, step) - loss(work, problem, i, -step)) / (2 * step);
      assertThat(slope).isCloseTo(gradient[i], org.assertj.core.data.Offset.offset(0.01));
    }
  }

  private static double loss(Work work, Problem problem, int index, float change) {
    Problem.Weights w = problem.weights();
    float[] bias = w.bias().clone();
    bias[index] += change;
    Problem changed =
        new Problem(
            problem.x(),
            problem.gradOutputs(),
            new Problem.Weights(w.input(), w.recurrent(), bias, w.recurrentBias(), w.head()),
            problem.lengths(),
            problem.classes());
    float[] outputs = answer(work, changed).arrays().get(Answer.OUTPUTS);
    double loss = 0;
    for (int i = 0; i < outputs.length; i++) {
      loss += (double) outputs[i] * problem.gradOutputs()[i];
    }
    return loss;
  }

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void packedAndPaddedAreTheSameWhereAllAreOfOneLength(CellKind cell) {
    Work padded = work(WorkKind.TRAIN, cell, Work.Size.of(3, 4, 2, 5));
    Work packed = work(WorkKind.TRAIN, cell, new Work.Size(3, 4, 2, 5, true));
    Problem problem = Problem.of(padded);
    assertThat(answer(packed, problem).disagreement(answer(padded, problem))).isEmpty();
  }

  @Test
  void inferenceGivesWhatTrainingGives() {
    Work.Size size = Work.Size.of(3, 4, 2, 5);
    Work training = work(WorkKind.TRAIN, CellKind.LSTM, size);
    Problem problem = Problem.of(training);
    Answer inferred = answer(work(WorkKind.FORWARD, CellKind.LSTM, size), problem);
    assertThat(inferred.disagreement(answer(training, problem))).isEmpty();
  }

  @Test
  void aNetworkLearns() {
    Work work = work(WorkKind.NETWORK, CellKind.LSTM, Work.Size.of(3, 4, 2, 5));
    float[] losses = answer(work, Problem.of(work)).arrays().get(Answer.LOSSES);
    assertThat(losses[2]).isLessThan(losses[1]);
    assertThat(losses[1]).isLessThan(losses[0]);
  }

  @Test
  void packingKeepsTheValidRowsStepByStep() {
    Packing packing = new Packing(new int[] {3, 1}, 3);
    float[] padded = {1, 2, 3, 0, 5, 0};
    assertThat(packing.rows()).isEqualTo(4);
    assertThat(packing.pack(padded, 1)).containsExactly(1, 2, 3, 5);
    assertThat(packing.pad(new float[] {1, 2, 3, 5}, 1)).containsExactly(padded);
  }
}
