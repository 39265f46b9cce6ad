package org.unroll4j.data.events;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.unroll4j.data.DataException;

/**
 * Which column of an event file means what.
 *
 * @param session column of the session id; null: a user's events are split at idle gaps
 * @param user column of the user id; null: every session is a user of its own
 * @param time column of the time of the event
 * @param type column of the event type
 * @param categorical further columns that become embeddings
 * @param numeric further columns that hold numbers; an empty cell is a missing value
 * @param sessionLabel column that holds the label of the whole session; null if there is none
 */
public record EventColumns(
    String session,
    String user,
    String time,
    String type,
    List<String> categorical,
    List<String> numeric,
    String sessionLabel) {

  public EventColumns {
    if (session == null && user == null) {
      throw new DataException(
          "EventColumns: neither a session column nor a user column is named; name at least one.");
    }
    if (time == null || type == null) {
      throw new DataException(
          "EventColumns: the %s column is not named.".formatted(time == null ? "time" : "type"));
    }
    categorical = categorical == null ? List.of() : List.copyOf(categorical);
    numeric = numeric == null ? List.of() : List.copyOf(numeric);
    List<String> features = new ArrayList<>(categorical);
    features.addAll(numeric);
    features.add(type);
    Set<String> seen = new HashSet<>();
    for (String feature : features) {
      if (!seen.add(feature)) {
        throw new DataException(
            "EventColumns: column \"%s\" is named twice as a feature; name it once."
                .formatted(feature));
      }
      if (feature.equals(sessionLabel)) {
        throw new DataException(
            "EventColumns: column \"%s\" is the label and a feature; it cannot be both."
                .formatted(feature));
      }
    }
  }

  /** The same columns without the label, for data whose outcome is not known yet. */
  public EventColumns withoutSessionLabel() {
    return new EventColumns(session, user, time, type, categorical, numeric, null);
  }

  /**
   * All named columns, each once: session, user, time, type, categorical, numeric, session label.
   */
  public List<String> all() {
    List<String> all = new ArrayList<>();
    Stream.of(session, user, time, type).filter(Objects::nonNull).forEach(all::add);
    all.addAll(categorical);
    all.addAll(numeric);
    if (sessionLabel != null) {
      all.add(sessionLabel);
    }
    return all.stream().distinct().toList();
  }
}
