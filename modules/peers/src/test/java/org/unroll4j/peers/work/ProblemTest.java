package org.unroll4j.peers.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProblemTest {

  private static final Work.Size RAGGED = new Work.Size(32, 128, 64, 256, true);

  @Test
  void raggedLengthsRunFromAllStepsToOneWithMean32() {
    int[] lengths = Problem.lengths(RAGGED);
    assertThat(lengths[0]).isEqualTo(128);
    assertThat(lengths[31]).isEqualTo(1);
    assertThat(lengths).isSortedAccordingTo((a, b) -> Integer.compare(b, a));
    assertThat(Arrays.stream(lengths).average().orElseThrow()).isBetween(31.5, 32.5);
  }

  @Test
  void everyProcessDrawsTheSame() {
    Work work = new Work("w", WorkKind.TRAIN, CellKind.GRU, Work.Size.of(3, 4, 5, 7));
    assertThat(Problem.of(work)).usingRecursiveComparison().isEqualTo(Problem.of(work));
    Problem problem = Problem.of(work);
    assertThat(problem.weights().recurrentBias()).hasSize(7);
    assertThat(problem.weights().input()).hasSize(5 * 21);
  }

  @Test
  void stepsThatDoNotExistHaveNoGradient() {
    Work work = new Work("w", WorkKind.TRAIN, CellKind.LSTM, new Work.Size(3, 6, 2, 5, true));
    Problem problem = Problem.of(work);
    assertThat(problem.lengths()).containsExactly(6, 2, 1);
    for (int row = 0; row < 18; row++) {
      float[] gradient = Arrays.copyOfRange(problem.gradOutputs(), row * 5, row * 5 + 5);
      boolean exists = row / 3 < problem.lengths()[row % 3];
      if (exists) {
        assertThat(gradient).doesNotContain(0);
      } else {
        assertThat(gradient).containsOnly(0);
      }
    }
  }

  @Test
  void flopsOfTheProducts() {
    Work forward = new Work("w", WorkKind.FORWARD, CellKind.LSTM, Work.Size.of(2, 3, 5, 7));
    assertThat(forward.flops()).isEqualTo(2.0 * 6 * 28 * 12);
    Work training = new Work("w", WorkKind.TRAIN, CellKind.LSTM, forward.size());
    assertThat(training.flops()).isEqualTo(3 * forward.flops());
    Work network = new Work("w", WorkKind.NETWORK, CellKind.LSTM, forward.size());
    assertThat(network.flops()).isEqualTo(3 * (forward.flops() + 2.0 * 6 * 7 * 16));
  }
}
