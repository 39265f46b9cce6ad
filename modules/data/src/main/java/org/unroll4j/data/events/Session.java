package org.unroll4j.data.events;

/**
 * A run of rows of an {@link EventTable}.
 *
 * @param index position in {@link EventTable#sessions()}
 * @param id session id of the file, or {@code <user>#<n>} where sessions were split at idle gaps
 * @param user id of the user
 * @param from first row
 * @param to row after the last
 */
public record Session(int index, String id, String user, int from, int to) {

  public int events() {
    return to - from;
  }
}
