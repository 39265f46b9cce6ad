package org.unroll4j.studies.baselines;

/**
 * The last event types of a session, as numbers that name contexts: the context of order j holds
 * the last j types, where one symbol stands for the beginning of the session.
 */
final class TypeContext implements EventWalk.Observer {

  private final SessionEvents events;
  private final int[] indexOfCode;
  private final int base;
  private final int[] last;
  private int position;

  TypeContext(KnownValues types, SessionEvents events, int longest) {
    this.events = events;
    this.indexOfCode = types.indexOfCode(events.types());
    this.base = types.size() + 2;
    this.last = new int[longest];
  }

  /** The highest order for which there is a context, the beginning of the session included. */
  int highestOrder() {
    return Math.min(last.length, position + 1);
  }

  /** Writes the names of the contexts of order 1, 2, … up to {@link #highestOrder}. */
  void names(long[] target) {
    long name = 0;
    for (int j = 0; j < highestOrder(); j++) {
      int symbol = j < position ? last[j] + 2 : 1;
      name = name * base + symbol;
      target[j] = name;
    }
  }

  @Override
  public void begin() {
    position = 0;
  }

  @Override
  public void see(int row) {
    System.arraycopy(last, 0, last, 1, last.length - 1);
    last[0] = indexOfCode[events.types().codes()[row]];
    position++;
  }
}
