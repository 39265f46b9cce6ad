package org.unroll4j.data.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.unroll4j.data.RandomLogs;
import org.unroll4j.data.events.EventTable;

class PurchaseWithinTest {

  @Property(tries = 60)
  void equalsTheDefinitionTriedOnAllPairsOfEvents(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 900) int seconds) {
    EventTable table = RandomLogs.table(seed);
    Duration horizon = Duration.ofSeconds(seconds);
    for (LabelledSequence sequence : new PurchaseWithin(horizon, "purchase").label(table)) {
      for (int row = sequence.from(); row < sequence.to(); row++) {
        assertThat(table.types().value(row)).isNotEqualTo("purchase");
        assertThat(sequence.labels()[row - sequence.from()])
            .isEqualTo(definition(table, row, horizon.toMillis()));
      }
      if (sequence.to() < sequence.session().to()) {
        assertThat(table.types().value(sequence.to())).isEqualTo("purchase");
      }
    }
  }

  private static byte definition(EventTable table, int row, long horizon) {
    if (table.timeMillis(row) + horizon > table.lastMillis()) {
      return LabelledSequence.MASKED;
    }
    for (int other = 0; other < table.rows(); other++) {
      long ahead = table.timeMillis(other) - table.timeMillis(row);
      boolean later = ahead > 0 || (ahead == 0 && other > row);
      if (later
          && ahead <= horizon
          && table.types().value(other).equals("purchase")
          && table.users().value(other).equals(table.users().value(row))) {
        return 1;
      }
    }
    return 0;
  }
}
