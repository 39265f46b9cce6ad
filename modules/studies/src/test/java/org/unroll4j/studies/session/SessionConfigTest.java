package org.unroll4j.studies.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll4j.studies.config.ConfigException;
import org.unroll4j.studies.config.Configurations;
import org.unroll4j.studies.network.NetworkEngine;

class SessionConfigTest {

  @ParameterizedTest
  @ValueSource(strings = {"session.yaml", "session-label.yaml", "clickstream.yaml"})
  void shippedConfigurationsAreAccepted(String file) {
    SessionConfig config =
        Configurations.read(Path.of("../../configs").resolve(file), SessionConfig.class, List.of());
    SessionStudy.check(config);
    assertThat(file).startsWith(config.name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model.bidirectional=true | model.bidirectional must be false with labels.kind"
            + " purchaseWithin",
        "model.engine=warp | model.engine: Engine 'warp' is not on the class path",
        "labels.kind=sessionLabel | labels.kind sessionLabel needs labels.column",
        "split.test=0.5 | split.train + split.validation + split.test must be 1",
        "features.log1p=[prise] | features.log1p: 'prise' is not one of data.columns.numeric"
            + " (price)",
        "data.timeFormat=bogus | Time format \"bogus\" is not a date pattern",
        "data.columns.numeric=[price, price] | column \"price\" is named twice as a feature",
        "name=a/b | name must consist of letters",
      })
  void refusesWhatDoesNotGoTogether(String override, String message) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> SessionStudy.check(TinyStudy.config(Path.of("x.csv"), override)))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  @Test
  void refusesAGruOfDeeplearning4jByName() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () ->
                TinyStudy.config(
                    Path.of("x.csv"), "model.cell=gru", "model.implementation=deeplearning4j"))
        .withMessageContaining(
            "model.cell gru does not go with model.implementation deeplearning4j");
  }

  @Test
  void recomputingIsForOurOwnLayersAndInTheEnginesName() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () ->
                TinyStudy.config(
                    Path.of("x.csv"),
                    "model.recomputeEvery=8",
                    "model.implementation=deeplearning4j"))
        .withMessageContaining(
            "model.recomputeEvery 8 does not go with model.implementation deeplearning4j");
    SessionConfig config =
        TinyStudy.config(Path.of("x.csv"), "model.recomputeEvery=8", "model.engine=reference");
    assertThat(NetworkEngine.require(config.model()))
        .isEqualTo("reference, recomputing every 8 steps");
  }

  @Test
  void refusesAScheduleThatEndsBeforeItBegan() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () ->
                TinyStudy.config(
                    Path.of("x.csv"),
                    "training.schedule=exponential",
                    "training.finalLearningRate=0"))
        .withMessageContaining("training.finalLearningRate must be above 0");
  }
}
