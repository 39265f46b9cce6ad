package org.unroll4j.studies.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.data.events.EventColumns;
import org.unroll4j.data.events.EventReader;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.events.ReadOptions;
import org.unroll4j.data.labels.LabelledSequence;
import org.unroll4j.data.labels.PurchaseWithin;
import org.unroll4j.data.labels.SessionLabel;

class OutcomesTest {

  private static final Duration HORIZON = Duration.ofMinutes(10);

  /**
   * Session a buys after a quarter of an hour; b is ann's second visit on the phone, while a is
   * still open; c does not buy; d begins 5 minutes before the log ends; e buys in the next session
   * f, 9 minutes later; g comes back only after 11.
   */
  private static final String LOG =
      """
      session,user,time,type,kind
      a,ann,2024-05-01T10:00:00Z,home,x
      a,ann,2024-05-01T10:06:00Z,product,x
      a,ann,2024-05-01T10:15:00Z,purchase,x
      b,ann,2024-05-01T10:07:00Z,search,y
      c,bob,2024-05-01T10:00:00Z,home,x
      c,bob,2024-05-01T10:01:00Z,search,x
      d,cat,2024-05-01T13:55:00Z,home,x
      e,dan,2024-05-01T11:00:00Z,home,y
      f,dan,2024-05-01T11:09:00Z,purchase,x
      g,eve,2024-05-01T11:00:00Z,home,y
      h,eve,2024-05-01T11:11:00Z,purchase,x
      i,fay,2024-05-01T14:00:00Z,home,x
      """;

  @TempDir Path folder;

  private EventTable table() throws IOException {
    Path file = Files.writeString(folder.resolve("log.csv"), LOG);
    EventColumns columns =
        new EventColumns("session", "user", "time", "type", List.of(), List.of(), "kind");
    return EventReader.read(file, columns, ReadOptions.defaults());
  }

  private static long at(String time) {
    return Instant.parse("2024-05-01T" + time + ":00Z").toEpochMilli();
  }

  @Test
  void purchasesOfTheSessionOrSoonAfter() throws IOException {
    EventTable table = table();
    List<LabelledSequence> sequences = new PurchaseWithin(HORIZON, "purchase").label(table);
    long[] times = PurchaseTimes.of(table, sequences, "purchase", HORIZON);
    for (int s = 0; s < times.length; s++) {
      long expected =
          switch (sequences.get(s).session().id()) {
            case "a", "b" -> at("10:15");
            case "e" -> at("11:09");
            default -> Flagging.NO_PURCHASE;
          };
      assertThat(times[s]).as(sequences.get(s).session().id()).isEqualTo(expected);
    }
  }

  @Test
  void momentsAreTheEventsWithALabel() throws IOException {
    EventTable table = table();
    List<LabelledSequence> sequences = new PurchaseWithin(HORIZON, "purchase").label(table);
    Moments moments = Moments.labelled(table, sequences);
    // a, b and c give 2 + 1 + 2 moments, e and g one each; d and i are censored.
    assertThat(moments.size()).isEqualTo(7);
    assertThat(moments.users()).isEqualTo(4);
    int censored = 0;
    int next = 0;
    for (int s = 0; s < sequences.size(); s++) {
      byte[] labels = sequences.get(s).labels();
      for (int k = 1; k <= labels.length; k++) {
        if (labels[k - 1] == LabelledSequence.MASKED) {
          censored++;
          continue;
        }
        int row = sequences.get(s).from() + k - 1;
        assertThat(moments.sequence()[next]).isEqualTo(s);
        assertThat(moments.step()[next]).isEqualTo(k);
        assertThat(moments.label()[next]).isEqualTo(labels[k - 1]);
        assertThat(moments.timeMillis()[next]).isEqualTo(table.timeMillis(row));
        assertThat(moments.user()[next]).isEqualTo(table.users().codes()[row]);
        next++;
      }
    }
    assertThat(censored).isEqualTo(2);
    assertThat(moments.positives()).isEqualTo(3);
  }

  @Test
  void everyEventCarriesTheLabelOfItsSession() throws IOException {
    EventTable table = table();
    List<LabelledSequence> sequences = new SessionLabel("x", Set.of()).label(table);
    Moments last = Moments.labelled(table, sequences);
    Moments every = Moments.everyEvent(table, sequences);
    assertThat(last.size()).isEqualTo(9);
    assertThat(every.size()).isEqualTo(table.rows());
    for (int i = 0; i < every.size(); i++) {
      assertThat(every.label()[i]).isEqualTo(last.label()[every.sequence()[i]]);
    }
    double[][] perSequence = new double[sequences.size()][];
    for (int s = 0; s < perSequence.length; s++) {
      perSequence[s] = new double[sequences.get(s).length()];
      java.util.Arrays.setAll(perSequence[s], k -> (k + 1) / 10.0);
    }
    assertThat(Predictions.pick(every, perSequence).probability())
        .isEqualTo(java.util.Arrays.stream(every.step()).mapToDouble(k -> k / 10.0).toArray());
  }
}
