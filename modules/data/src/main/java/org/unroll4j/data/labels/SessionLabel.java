package org.unroll4j.data.labels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.unroll4j.data.DataException;
import org.unroll4j.data.events.CodedColumn;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.events.Session;

/**
 * One label per session, from a column: it stands on the last event that the model sees, all other
 * events are masked. The value is taken from the first row of the session; an empty value means
 * that the label is not known.
 *
 * @param positive the value that means label 1; every other value means 0
 * @param cutBefore event types that would give the answer away: a session is cut before the first
 *     event of such a type
 */
public record SessionLabel(String positive, Set<String> cutBefore) implements Labelling {

  public SessionLabel {
    if (positive == null || positive.isEmpty()) {
      throw new DataException("SessionLabel: the positive value is not given.");
    }
    cutBefore = Set.copyOf(cutBefore);
  }

  @Override
  public List<LabelledSequence> label(EventTable table) {
    CodedColumn values =
        table
            .sessionLabels()
            .orElseThrow(
                () ->
                    new DataException(
                        table.report().source()
                            + ": no session label column was read; name it in the columns."));
    List<LabelledSequence> sequences = new ArrayList<>();
    for (Session session : table.sessions()) {
      int to = session.from();
      while (to < session.to() && !cutBefore.contains(table.types().value(to))) {
        to++;
      }
      if (to > session.from()) {
        sequences.add(labelled(session, to, values.value(session.from())));
      }
    }
    return sequences;
  }

  private LabelledSequence labelled(Session session, int to, String value) {
    byte[] labels = new byte[to - session.from()];
    Arrays.fill(labels, LabelledSequence.MASKED);
    if (!value.isEmpty()) {
      labels[labels.length - 1] = (byte) (value.equals(positive) ? 1 : 0);
    }
    return new LabelledSequence(session, session.from(), to, labels);
  }

  /** A session that has not ended before the border has no known label there. */
  @Override
  public LabelledSequence before(long borderMillis, LabelledSequence sequence, EventTable table) {
    return table.timeMillis(sequence.session().to() - 1) < borderMillis ? sequence : null;
  }
}
