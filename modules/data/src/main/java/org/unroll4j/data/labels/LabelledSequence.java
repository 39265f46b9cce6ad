package org.unroll4j.data.labels;

import java.util.Arrays;
import org.unroll4j.data.events.Session;

/**
 * The part of a session that a model sees, with a label per event.
 *
 * @param session where the events come from
 * @param from first row of the table
 * @param to row after the last
 * @param labels one per event: 0, 1 or {@link #MASKED}
 */
public record LabelledSequence(Session session, int from, int to, byte[] labels) {
  /** The event is an input, but its label is not known or not asked for. */
  public static final byte MASKED = -1;

  public LabelledSequence {
    if (from < session.from() || to > session.to() || from >= to || labels.length != to - from) {
      throw new IllegalArgumentException(
          "LabelledSequence: rows %d to %d with %d labels do not fit session %s with rows %d to %d."
              .formatted(from, to, labels.length, session.id(), session.from(), session.to()));
    }
  }

  /** Number of events. */
  public int length() {
    return to - from;
  }

  /** Whether any event has a label. */
  public boolean hasLabel() {
    for (byte label : labels) {
      if (label != MASKED) {
        return true;
      }
    }
    return false;
  }

  /** The first {@code events} events of this sequence. */
  public LabelledSequence first(int events) {
    return new LabelledSequence(session, from, from + events, Arrays.copyOf(labels, events));
  }
}
