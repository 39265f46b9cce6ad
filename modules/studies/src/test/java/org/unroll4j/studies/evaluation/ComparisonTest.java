package org.unroll4j.studies.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Bootstrap BOOTSTRAP = new Bootstrap(50, 2);

  private static Map<String, Predictions> contestants(Predictions model) {
    Map<String, Predictions> all = new LinkedHashMap<>();
    all.put(Comparison.MODEL, model);
    all.put("baseRate", map(model, 0, 0.3));
    all.put(Comparison.ATTAINABLE, map(model, 0.9, 0.05));
    return all;
  }

  private static Predictions map(Predictions p, double slope, double offset) {
    return new Predictions(
        p.moments(), Arrays.stream(p.probability()).map(v -> offset + slope * v).toArray());
  }

  @Test
  void hasTheKeysOfTheRecord() {
    Predictions model = Cases.random(23, 2500);
    Comparison comparison = new Comparison(contestants(model), BOOTSTRAP);
    long[] purchase = new long[model.moments().sequences()];
    Arrays.setAll(purchase, s -> s % 3 == 0 ? 0 : Flagging.NO_PURCHASE);
    ObjectMapper mapper = new ObjectMapper();

    JsonNode metrics = mapper.valueToTree(comparison.metrics(Comparison.MODEL));
    assertThat(metrics.at("/auc").asDouble())
        .isEqualTo(Scores.of(model).get(Metric.AUC).orElseThrow());
    assertThat(metrics.at("/lift/5").isNumber()).isTrue();
    assertThat(metrics.at("/intervals/lift/5/1").isNumber()).isTrue();
    assertThat(metrics.at("/intervals/auc")).hasSize(2);
    assertThat(metrics.at("/predictions").asInt()).isEqualTo(2500);
    assertThat(metrics.at("/positives").asInt()).isEqualTo(model.moments().positives());

    JsonNode differences = mapper.valueToTree(comparison.differences());
    assertThat(differences.at("/attainable/auc").asDouble()).isCloseTo(0, within(1e-12));
    assertThat(differences.at("/baseRate/auc").asDouble())
        .isCloseTo(metrics.at("/auc").asDouble() - 0.5, within(1e-12));
    assertThat(differences.at("/baseRate/intervals/auc")).hasSize(2);

    JsonNode curves = mapper.valueToTree(comparison.curves());
    for (String who : contestants(model).keySet()) {
      assertThat(curves.at("/roc/" + who).isArray()).isTrue();
      assertThat(curves.at("/pr/" + who).isArray()).isTrue();
      assertThat(curves.at("/lift/" + who + "/0/1").isNumber()).isTrue();
      assertThat(curves.at("/calibration/" + who + "/0/observed").isNumber()).isTrue();
    }

    JsonNode after = mapper.valueToTree(comparison.afterEvents());
    assertThat(after.at("/1/attainable").asDouble()).isEqualTo(after.at("/1/auc").asDouble());
    assertThat(after.at("/1/baselines/baseRate").asDouble()).isEqualTo(0.5);
    assertThat(after.at("/1/sessions").asInt()).isEqualTo(model.moments().sequences());

    JsonNode flagged = mapper.valueToTree(comparison.flagged(purchase));
    assertThat(flagged).hasSize(2);
    assertThat(flagged.at("/1/flagRate").asDouble()).isEqualTo(0.05);
    assertThat(flagged.at("/1/share")).hasSize(flagged.at("/1/minutesAhead").size());
    assertThat(flagged.at("/1/attainableShare")).isEqualTo(flagged.at("/1/share"));
    assertThat(flagged.at("/1/baselineShare/baseRate/0").asDouble()).isZero();
    for (JsonNode tree : new JsonNode[] {metrics, differences, curves, after, flagged}) {
      assertThat(tree.toString()).doesNotContain("null").doesNotContain("NaN");
    }
  }

  @Test
  void oneClassLeavesRankingsOut() {
    Predictions model = Cases.of(new double[] {0.2, 0.4, 0.1}, 0, 0, 0);
    Comparison comparison = new Comparison(Map.of(Comparison.MODEL, model), BOOTSTRAP);
    assertThat(comparison.metrics(Comparison.MODEL))
        .doesNotContainKeys("auc", "prAuc", "lift")
        .containsKeys("logLoss", "brier");
    assertThat(comparison.curves()).containsOnlyKeys("calibration");
    assertThat(comparison.afterEvents()).isEmpty();
    assertThat(comparison.differences()).isEmpty();
  }

  @Test
  void allMustPredictTheSameMoments() {
    Map<String, Predictions> unequal =
        Map.of(Comparison.MODEL, Cases.random(1, 50), "markov", Cases.random(2, 50));
    assertThatThrownBy(() -> new Comparison(unequal, BOOTSTRAP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'markov'");
    Map<String, Predictions> headless = Map.of("markov", Cases.random(1, 50));
    assertThatThrownBy(() -> new Comparison(headless, BOOTSTRAP))
        .hasMessageContaining("expected predictions of 'model', received [markov]");
  }

  @Test
  void valuesAreChecked() {
    assertThatThrownBy(() -> Cases.of(new double[] {0.5, Double.NaN}, 0, 1))
        .hasMessageContaining("probability[1]")
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> Cases.of(new double[] {0.5}, -1)).hasMessageContaining("label[0]");
    assertThatThrownBy(() -> new Predictions(Cases.of(new double[1], 0).moments(), new double[2]))
        .hasMessageContaining("must have 1 entries");
  }
}
