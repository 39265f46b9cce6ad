package org.unroll4j.data.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.data.DataException;
import org.unroll4j.data.table.TableFiles;

class SessionGeneratorTest {
  private static final Path SHIPPED = Path.of("../../datasets/sessions.csv.gz");

  @TempDir private Path folder;

  @Test
  void sameSeedSameBytesOtherSeedOtherContents() throws IOException {
    Path a = folder.resolve("a.csv.gz");
    Path b = folder.resolve("b.csv.gz");
    SessionGenerator.write(a, 37, 1);
    SessionGenerator.write(b, 37, 1);
    assertThat(a).hasSameBinaryContentAs(b);
    SessionGenerator.write(b, 37, 2);
    assertThat(TableFiles.textSha256(a)).isNotEqualTo(TableFiles.textSha256(b));
    assertThat(folder).isDirectoryNotContaining("glob:**.partial");
  }

  @Test
  void theShippedDataSetIsWhatTheShippedGeneratorMakes() throws IOException {
    Path again = folder.resolve("sessions.csv");
    SessionGenerator.write(again, 18_000, 42);
    assertThat(TableFiles.textSha256(again)).isEqualTo(TableFiles.textSha256(SHIPPED));
    assertThat(Files.readString(folder.resolve("sessions.card.md")))
        .isEqualTo(
            Files.readString(SHIPPED.resolveSibling("sessions.card.md"))
                .replace("# sessions.csv.gz:", "# sessions.csv:"));
    assertThat(SessionOracle.forDataSet(SHIPPED)).isPresent();
    assertThat(Files.size(SHIPPED)).isLessThan(4_000_000);
  }

  @Test
  void sessionsEndOnceAndUsersComeBackLateEnough() {
    List<SessionGenerator.Row> rows = SessionGenerator.rows(997, 3);
    assertThat(rows.stream().map(SessionGenerator.Row::session).distinct()).hasSize(997);
    Map<Integer, SessionGenerator.Row> lastOfSession = new HashMap<>();
    Map<Integer, SessionGenerator.Row> lastOfUser = new HashMap<>();
    for (SessionGenerator.Row row : rows) {
      SessionGenerator.Row before = lastOfSession.put(row.session(), row);
      if (before != null) {
        assertThat(before.type()).isNotIn("purchase", "leave");
        assertThat(row.timeMillis()).isGreaterThan(before.timeMillis());
        assertThat(row.converted()).isEqualTo(before.converted());
      }
      SessionGenerator.Row user = lastOfUser.put(row.user(), row);
      if (user != null && user.session() != row.session()) {
        assertThat(user.type()).isIn("purchase", "leave");
        assertThat(row.timeMillis() - user.timeMillis())
            .isGreaterThanOrEqualTo(SessionGenerator.SHORTEST_ABSENCE.toMillis());
      }
    }
    lastOfSession
        .values()
        .forEach(
            row ->
                assertThat(row.converted())
                    .isEqualTo(
                        switch (row.type()) {
                          case "purchase" -> "yes";
                          case "leave" -> "no";
                          default -> "";
                        }));
  }

  @Test
  void bothModesShowTheSameEventsInTheLongRun() {
    MarkedProcess process = ShopProcess.create();
    int half = process.states() / 2;
    for (int s = 0; s < half; s++) {
      assertThat(process.marks()[s]).containsExactly(process.marks()[s + half]);
      assertThat(process.eventRate()[s]).isEqualTo(process.eventRate()[s + half]);
      double out = 0;
      double outOther = 0;
      for (int r = 0; r < half; r++) {
        out += process.jumps()[s][r];
        outOther += process.jumps()[s + half][r + half];
      }
      assertThat(outOther).as("speed on the ring").isEqualTo(out);
    }
    for (double[] marks : process.marks()) {
      assertThat(java.util.Arrays.stream(marks).sum()).isBetween(1 - 1e-12, 1 + 1e-12);
    }
  }

  @Test
  void aFileWithoutItsCardHasNoOracleAndAWrongCardIsRefused() throws IOException {
    Path csv = folder.resolve("x.csv");
    SessionGenerator.write(csv, 11, 4);
    Path card = folder.resolve("x.card.md");
    String text = Files.readString(card);

    Files.writeString(card, text.replace("unroll4j-shop/1", "unroll4j-shop/0"));
    assertThatThrownBy(() -> SessionOracle.forDataSet(csv))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("made by unroll4j-shop/0");
    Files.writeString(card, text);
    Files.writeString(csv, Files.readString(csv).replace("search", "serch"));
    assertThatThrownBy(() -> SessionOracle.forDataSet(csv))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("describes contents with SHA-256")
        .hasMessageNotContaining("\n");
    Files.writeString(card, "# Some other data\n");
    assertThat(SessionOracle.forDataSet(csv)).isEmpty();
    Files.delete(card);
    assertThat(SessionOracle.forDataSet(csv)).isEmpty();
  }

  @Test
  void refusesWhatCannotBeWritten() throws IOException {
    assertThatThrownBy(() -> SessionGenerator.write(folder.resolve("x.csv"), 0, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("sessions must be 1 or more");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> SessionGenerator.write(file.resolve("x.csv"), 1, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot be written");
  }
}
