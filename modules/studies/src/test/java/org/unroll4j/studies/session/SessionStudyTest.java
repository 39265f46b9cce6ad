package org.unroll4j.studies.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll4j.data.DataException;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.studies.config.ConfigException;
import org.unroll4j.studies.run.RunFolder;
import org.unroll4j.studies.training.Trainer.Observers;

class SessionStudyTest {

  @TempDir static Path folder;

  private static Path csv;
  private static RunFolder shared;

  @BeforeAll
  static void trainOnce() {
    csv = TinyStudy.data(folder, 360);
    shared = train(TinyStudy.config(csv, "model.layers=2", "evaluation.baselines=true"));
  }

  private static RunFolder train(SessionConfig config) {
    return SessionStudy.train(config, folder.resolve("runs"), "unroll train", Observers.NONE);
  }

  private static JsonNode result(RunFolder run) {
    return RunFolder.readJson(run.result(), JsonNode.class);
  }

  @Test
  void aLabelPerEventRunsEndToEnd() throws IOException {
    RunFolder run = shared;
    JsonNode result = result(run);
    JsonNode test = result.at("/metrics/test");
    assertThat(test.path("auc").asDouble()).isBetween(0.3, 1.0);
    assertThat(test.path("predictions").asInt()).isPositive();
    assertThat(result.at("/metrics/validation/logLoss").isNumber()).isTrue();
    assertThat(result.at("/attainable/logLoss").asDouble())
        .isLessThan(test.path("logLoss").asDouble() + 0.05);
    assertThat(result.at("/baselines"))
        .extracting(b -> b.path("description").isTextual())
        .hasSize(4)
        .containsOnly(true);
    assertThat(result.at("/early/afterEvents")).isNotEmpty();
    assertThat(result.at("/early/flagged")).hasSize(2);
    assertThat(result.at("/curves/learning")).hasSize(2);
    assertThat(result.at("/curves/roc/model").size()).isGreaterThan(3);
    assertThat(result.at("/provenance/dataSha256").asText()).hasSize(64);
    assertThat(result.at("/provenance/engine").asText()).isNotBlank();
    int trainSessions = result.at("/data/splits/train/sessions").asInt();
    assertThat(result.at("/timing/updates").asInt()).isEqualTo(2 * ((trainSessions + 15) / 16));
    assertThat(result.at("/data/splits/test/sessions").asInt())
        .isCloseTo(test.path("sessions").asInt(), within(5));
    assertThat(Files.readAllLines(run.metrics())).hasSize(2);
    assertThat(run.predictions()).isNotEmptyFile();
    assertThat(run.model()).isNotEmptyFile();
  }

  @Test
  void sessionsAreDrawnWithGatesAndTheBestAttainable() {
    JsonNode result =
        result(
            train(
                TinyStudy.config(csv, "model.cell=gru", "model.layers=2", "features.maxEvents=2")));
    JsonNode timing = result.at("/timing");
    double eventsPerEpoch =
        timing.path("eventsPerSecond").asDouble() * timing.path("trainSeconds").asDouble() / 2;
    assertThat(eventsPerEpoch)
        .as("events that training looks at")
        .isLessThan(2 * result.at("/data/splits/train/sessions").asInt() + 0.5);
    JsonNode sessions = result.at("/sessions");
    assertThat(sessions.size()).isBetween(3, 6);
    for (JsonNode session : sessions) {
      for (JsonNode event : session.path("events")) {
        assertThat(event.path("probability").asDouble()).isBetween(0.0, 1.0);
        assertThat(event.path("attainable").asDouble()).isBetween(0.0, 1.0);
        assertThat(event.at("/gates/reset").asDouble()).isBetween(0.01, 0.99);
        assertThat(event.at("/gates/update").asDouble()).isBetween(0.01, 0.99);
        assertThat(event.path("stateNorm").asDouble()).isPositive();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"lstm, unroll4j, false", "rnn, deeplearning4j, false", "gru, unroll4j, true"})
  void aLabelPerSessionRunsEndToEnd(String cell, String implementation, boolean both) {
    JsonNode result =
        result(
            train(
                TinyStudy.perSession(
                    csv,
                    "model.cell=" + cell,
                    "model.implementation=" + implementation,
                    "model.bidirectional=" + both,
                    "model.dropout=0.2",
                    "model.layers=2",
                    "training.epochs=1",
                    "evaluation.baselines=" + cell.equals("lstm"))));
    JsonNode test = result.at("/metrics/test");
    assertThat(test.path("predictions").asInt()).isEqualTo(test.path("sessions").asInt());
    JsonNode part = result.at("/data/splits/test");
    assertThat(part.path("predictions").asInt() + part.path("censored").asInt())
        .isEqualTo(part.path("sessions").asInt());
    assertThat(test.path("auc").asDouble()).isBetween(0.0, 1.0);
    assertThat(result.at("/attainable/auc").asDouble()).isGreaterThan(0.5);
    assertThat(result.at("/early/afterEvents").isMissingNode()).isEqualTo(both);
  }

  @Test
  void predictsFilesAndStreamsAlike() {
    SessionModel model = SessionModel.load(shared.path());
    EventTable table = model.read(csv);
    double[] perRow = model.predict(table);
    SessionStream stream = model.stream();
    int ended = 0;
    for (int row = 0; row < table.sessions().get(40).to(); row++) {
      OptionalDouble answer = stream.next(table.event(row));
      if (Double.isNaN(perRow[row])) {
        assertThat(answer).isEmpty();
        ended++;
      } else {
        assertThat(answer.orElseThrow()).isCloseTo(perRow[row], within(1e-6));
      }
    }
    assertThat(ended).isPositive();
  }

  @Test
  void streamsSessionsOfTwoUsersApartEvenUnderOneId() throws IOException {
    Path rows =
        Files.writeString(
            folder.resolve("shared-id.csv"),
            """
            session_id,user_id,event_time,event_type,price
            s,a,2024-01-01T10:00:00Z,view,10
            s,b,2024-01-01T10:00:01Z,purchase,
            s,a,2024-01-01T10:00:30Z,cart,10
            """);
    SessionModel model = SessionModel.load(shared.path());
    EventTable table = model.read(rows);
    double[] perRow = model.predict(table);
    SessionStream stream = model.stream();
    for (int row : new int[] {0, 2, 1}) {
      OptionalDouble answer = stream.next(table.event(row));
      if (Double.isNaN(perRow[row])) {
        assertThat(answer).isEmpty();
      } else {
        assertThat(answer.orElseThrow()).isCloseTo(perRow[row], within(1e-6));
      }
    }
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstColumnsName() {
    EventLines lines = new EventLines(SessionModel.load(shared.path()));
    lines.next("\uFEFFsession_id,user_id,event_time,event_type,price");
    EventLines.Answer answer = lines.next("s,u,2024-01-01T10:00:00Z,view,10");
    assertThat(answer.problem()).isEmpty();
    assertThat(answer.text()).startsWith("s,u,2024-01-01T10:00:00Z,view,0.");
  }

  @Test
  void flaggedAndMissedSessionsAreWhatTheyAreCalled() {
    JsonNode result = result(shared);
    double threshold = result.at("/early/flagged/1/threshold").asDouble();
    int checked = 0;
    for (JsonNode session : result.at("/sessions")) {
      String why = session.path("why").asText();
      if (why.contains("flagged early") || why.contains("false alarm") || why.contains("missed")) {
        boolean flagged =
            session.path("events").findValues("probability").stream()
                .anyMatch(p -> p.asDouble() > threshold);
        assertThat(flagged).as(why).isEqualTo(!why.contains("missed"));
        checked++;
      }
    }
    assertThat(checked).isPositive();
  }

  @Test
  void evaluatesOtherData() {
    RunFolder run = shared;
    RunFolder own = RunFolder.fresh(folder, "own");
    SessionStudy.evaluate(run.path(), Optional.empty(), own, "unroll evaluate");
    assertThat(result(own).at("/metrics/test")).isEqualTo(result(run).at("/metrics/test"));
    assertThat(result(own).at("/baselines")).isEqualTo(result(run).at("/baselines"));

    RunFolder other = RunFolder.fresh(folder, "other");
    SessionStudy.evaluate(run.path(), Optional.of(csv), other, "unroll evaluate");
    assertThat(result(other).at("/metrics/test/sessions").asInt()).isGreaterThan(200);
  }

  @Test
  void doesNotCallItItsTestPartWhenTheDataHasChanged() throws IOException {
    RunFolder copy = RunFolder.fresh(folder, "copy");
    Files.createDirectory(copy.checkpoints());
    for (String file : List.of("config.yaml", "encoder.json", "checkpoints/best.zip")) {
      Files.copy(shared.path().resolve(file), copy.path().resolve(file));
    }
    String sha256 = result(shared).at("/provenance/dataSha256").asText();
    String provenance = Files.readString(shared.provenance());
    Files.writeString(copy.provenance(), provenance.replace(sha256, "0".repeat(64)));
    RunFolder into = RunFolder.fresh(folder, "changed");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () -> SessionStudy.evaluate(copy.path(), Optional.empty(), into, "unroll evaluate"))
        .withMessageContaining("has changed since the run began");
    assertThat(into.result()).doesNotExist();
  }

  @Test
  void refusesBadDataBeforeAFolderIsMade() {
    Path runs = folder.resolve("none");
    SessionConfig config = TinyStudy.config(csv, "data.columns.type=kind");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> SessionStudy.train(config, runs, "unroll train", Observers.NONE))
        .withMessageContaining("column \"kind\" is missing");
    assertThat(runs).doesNotExist();
  }

  @Test
  void refusesToStreamInBothDirections() {
    RunFolder run =
        train(TinyStudy.perSession(csv, "model.bidirectional=true", "training.epochs=1"));
    SessionModel model = SessionModel.load(run.path());
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(model::stream)
        .withMessageContaining("cannot answer event by event");
    assertThat(Arrays.stream(model.predict(model.read(csv)))).anyMatch(p -> p >= 0 && p <= 1);
  }
}
