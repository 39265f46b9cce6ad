package org.unroll4j.data.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.data.DataException;
import org.unroll4j.data.events.CsvFiles;
import org.unroll4j.data.events.EventColumns;
import org.unroll4j.data.events.EventReader;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.events.ReadOptions;

class LabellingTest {
  private static final PurchaseWithin TEN = new PurchaseWithin(Duration.ofSeconds(10), "purchase");

  @TempDir private Path folder;

  private EventTable table(String... rows) {
    String[] lines = new String[rows.length + 1];
    lines[0] = "sid,uid,at,what,won";
    System.arraycopy(rows, 0, lines, 1, rows.length);
    return EventReader.read(
        CsvFiles.write(folder, "labels.csv", lines),
        new EventColumns("sid", "uid", "at", "what", List.of(), List.of(), "won"),
        ReadOptions.defaults());
  }

  @Test
  void looksAheadExactlyAsFarAsTheHorizonAndIntoOtherSessionsOfTheUser() {
    EventTable table =
        table(
            "a,u,100,view,",
            "a,u,101,view,",
            "a,u,105,cart,",
            "a,u,111,purchase,",
            "a,u,112,view,",
            "b,u,106,view,",
            "c,other,107,view,",
            "d,u,200,view,");

    List<LabelledSequence> sequences = TEN.label(table);

    assertThat(sequences).extracting(s -> s.session().id()).containsExactly("a", "b", "c", "d");
    assertThat(sequences.get(0).labels()).as("11 s, 10 s and 6 s before").containsExactly(0, 1, 1);
    assertThat(sequences.get(1).labels()).as("in another session").containsExactly(1);
    assertThat(sequences.get(2).labels()).as("of another user").containsExactly(0);
    assertThat(sequences.get(3).labels()).as("the log ends").containsExactly(-1);
  }

  @Test
  void censorsWhatRunsPastTheEndOfTheLogWhetherOrNotAPurchaseIsSeen() {
    EventTable table = table("a,u,100,view,", "a,u,105,purchase,", "b,v,95,view,");
    List<LabelledSequence> sequences = TEN.label(table);
    assertThat(sequences.get(0).labels()).as("95 + 10 is the end itself").containsExactly(0);
    assertThat(sequences.get(1).labels()).containsExactly(-1);
  }

  @Test
  void timesBefore1970AreTimesLikeOthers() {
    EventTable table =
        table(
            "a,u,1969-12-01T00:00:00Z,view,",
            "b,v,1969-12-01T00:00:01Z,view,",
            "b,v,1969-12-01T00:00:06Z,purchase,",
            "c,w,1969-12-02T00:00:00Z,view,");
    assertThat(TEN.label(table))
        .extracting(sequence -> (int) sequence.labels()[0])
        .containsExactly(0, 1, -1);
  }

  @Test
  void aSessionThatOpensWithAPurchaseHasNoSequence() {
    EventTable table = table("a,u,1,purchase,", "a,u,2,view,", "b,v,3,view,");
    assertThat(TEN.label(table)).extracting(s -> s.session().id()).containsExactly("b");
  }

  @Test
  void namesTheTypesWhenThePurchaseTypeIsUnknown() {
    EventTable table = table("a,u,1,view,", "a,u,2,cart,");
    assertThatThrownBy(() -> TEN.label(table))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no event has type \"purchase\"; the file has view, cart");
  }

  @Test
  void aSessionLabelStandsOnTheLastEventBeforeTheAnswer() {
    EventTable table =
        table(
            "a,u,1,view,yes",
            "a,u,2,cart,yes",
            "a,u,3,purchase,yes",
            "b,v,4,view,no",
            "c,w,5,view,",
            "d,x,6,purchase,yes");
    List<LabelledSequence> sequences = new SessionLabel("yes", Set.of("purchase")).label(table);
    assertThat(sequences).hasSize(3);
    assertThat(sequences.get(0).labels()).containsExactly(-1, 1);
    assertThat(sequences.get(1).labels()).containsExactly(0);
    assertThat(sequences.get(2).labels()).as("not known").containsExactly(-1);
    assertThat(LabelCounts.of(sequences)).isEqualTo(new LabelCounts(3, 4, 1, 1, 2));
  }

  @Test
  void oneClassOnlyIsRefused() {
    List<LabelledSequence> sequences =
        TEN.label(table("a,u,1,view,", "b,v,50,purchase,", "b,v,49,view,"));
    assertThatThrownBy(() -> LabelCounts.of(sequences).requireBothClasses("training"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "training part holds one class only (0 positive, 1 negative, 1 censored")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aBorderCutsEventsAndMasksLabelsThatLookOverIt() {
    EventTable table =
        table("a,u,100,view,", "a,u,105,view,", "a,u,112,view,", "a,u,113,purchase,", "z,z,200,x,");
    LabelledSequence sequence = TEN.label(table).get(0);
    assertThat(sequence.labels()).containsExactly(0, 1, 1);
    LabelledSequence before = TEN.before(111_000, sequence, table);
    assertThat(before.labels()).containsExactly(0, -1);
    assertThat(sequence.labels()).as("the original is not changed").containsExactly(0, 1, 1);
    assertThat(TEN.before(100_000, sequence, table)).isNull();
    SessionLabel label = new SessionLabel("yes", Set.of());
    LabelledSequence whole = label.label(table).get(0);
    assertThat(label.before(113_000, whole, table)).as("has not ended yet").isNull();
    assertThat(label.before(113_001, whole, table)).isSameAs(whole);
  }
}
