package org.unroll4j.peers.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetsTest {

  private static Map<String, Object> of(String work, String who, String key, double value) {
    return Map.of("work", work, "who", who, key, value);
  }

  @Test
  void ratiosAndSharesAreJudged() {
    List<Map<String, Object>> judged =
        Targets.judge(
            List.of(
                of("train", "pytorch", "ratioToOurs", 1.99),
                of("forward", "pytorch", "ratioToOurs", 1.5),
                of("train", "vector", "shareOfFloor", 0.61)));
    assertThat(judged)
        .extracting(one -> one.get("work"), one -> one.get("who"), one -> one.get("reached"))
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("train", "pytorch", false),
            org.assertj.core.groups.Tuple.tuple("forward", "pytorch", true),
            org.assertj.core.groups.Tuple.tuple("train", "floor", true));
  }

  @Test
  void theSlowestSizeCounts() {
    List<Map<String, Object>> judged =
        Targets.judge(
            List.of(
                of("T1", "reference", "ratioToOurs", 3),
                of("H8", "reference", "ratioToOurs", 0.9)));
    assertThat(judged).hasSize(1);
    assertThat(judged.get(0)).containsEntry("measured", 0.9).containsEntry("reached", false);
  }

  @Test
  void sixteenTimesTheStepsMayTakeATenthMore() {
    List<Map<String, Object>> judged =
        Targets.judge(
            List.of(of("T2048", "vector", "medianMs", 170), of("T128", "vector", "medianMs", 10)));
    assertThat(judged).hasSize(1);
    assertThat(judged.get(0)).containsEntry("measured", 17.0).containsEntry("reached", true);
  }
}
