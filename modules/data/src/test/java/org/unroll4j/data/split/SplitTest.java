package org.unroll4j.data.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.unroll4j.data.DataException;
import org.unroll4j.data.RandomLogs;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.labels.LabelledSequence;
import org.unroll4j.data.labels.Labelling;
import org.unroll4j.data.labels.PurchaseWithin;

class SplitTest {
  private static final Duration HORIZON = Duration.ofSeconds(97);
  private static final Labelling LABELLING = new PurchaseWithin(HORIZON, "purchase");
  private static final Shares SHARES = new Shares(0.6, 0.25, 0.15);

  private static Set<String> users(List<LabelledSequence> part) {
    return part.stream().map(s -> s.session().user()).collect(Collectors.toSet());
  }

  private static List<LabelledSequence> all(Parts parts) {
    return Stream.of(parts.train(), parts.validation(), parts.test())
        .flatMap(List::stream)
        .toList();
  }

  @Property(tries = 60)
  void byUserKeepsEverySequenceAndNoUserIsInTwoParts(@ForAll long data, @ForAll long seed) {
    List<LabelledSequence> sequences = LABELLING.label(RandomLogs.table(data));
    Parts parts = Split.byUser(sequences, SHARES, seed);
    assertThat(all(parts)).containsExactlyInAnyOrderElementsOf(sequences);
    Set<String> seen = new HashSet<>();
    for (List<LabelledSequence> part : List.of(parts.train(), parts.validation(), parts.test())) {
      assertThat(Collections.disjoint(users(part), seen)).isTrue();
      seen.addAll(users(part));
    }
    assertThat(Split.byUser(sequences, SHARES, seed)).isEqualTo(parts);
  }

  @Property(tries = 60)
  void byTimeLetsNothingOfALaterPartIntoAnEarlierOne(@ForAll long data) {
    EventTable table = RandomLogs.table(data);
    List<LabelledSequence> sequences = LABELLING.label(table);
    Parts parts = Split.byTime(table, sequences, LABELLING, SHARES);
    assertThat(all(parts).stream().map(s -> s.session().index()).distinct())
        .as("a session is in one part")
        .hasSize(all(parts).size());
    assertNothingReaches(table, parts.train(), firstStart(table, parts.validation()));
    assertNothingReaches(table, parts.validation(), firstStart(table, parts.test()));
    assertThat(parts.test()).isSubsetOf(sequences);
    assertThat(parts.test().size())
        .isBetween(
            (int) (0.15 * sequences.size()) - 1, (int) Math.ceil(0.15 * sequences.size()) + 3);
  }

  private static long firstStart(EventTable table, List<LabelledSequence> part) {
    return part.stream().mapToLong(s -> table.timeMillis(s.from())).min().orElse(Long.MAX_VALUE);
  }

  private static void assertNothingReaches(
      EventTable table, List<LabelledSequence> part, long border) {
    for (LabelledSequence sequence : part) {
      for (int i = 0; i < sequence.length(); i++) {
        long time = table.timeMillis(sequence.from() + i);
        assertThat(time).isLessThan(border);
        if (sequence.labels()[i] != LabelledSequence.MASKED && border < Long.MAX_VALUE) {
          assertThat(time + HORIZON.toMillis()).isLessThan(border);
        }
      }
    }
  }

  @Example
  void sharesMustSumToOneAndPartsMustHaveBothClasses() {
    assertThatThrownBy(() -> new Shares(0.7, 0.2, 0.2))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("0.7, 0.2, 0.2");
    assertThatThrownBy(() -> new Parts(List.of(), List.of(), List.of()).requireBothClasses())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("training part");
  }
}
