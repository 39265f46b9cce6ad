package org.unroll4j.vector;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.unroll4j.vector.Threads.Range;

/**
 * A thread that does a part of somebody's work. After a part it stays awake for a moment, because
 * waking it takes longer than a small part does; then it sleeps. A part that it has not begun when
 * the others are done is taken back, so nobody ever waits for a thread that is just waking up.
 */
final class Helper {

  /** Nanoseconds that a helper without work stays awake. */
  private static final long AWAKE = 100_000;

  /** Nanoseconds that little work is done without a helper that has kept its caller waiting. */
  private static final long DISTRUST = 20_000_000;

  /** Looks at the state between two looks at the clock. */
  private static final int LOOKS = 64;

  /** Looks at the state after which a helper with little work must have lost its processor. */
  private static final int PATIENCE = 100 * LOOKS;

  private enum State {
    FREE,
    TAKEN,
    OFFERED,
    RUNNING,
    DONE
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.FREE);
  private final String name;
  private Thread thread;
  private volatile boolean asleep = true;
  private volatile long lastWish;
  private volatile long distrustedSince;
  private volatile boolean distrusted;
  private Range work;
  private int from;
  private int to;
  private Throwable failure;

  Helper(String name) {
    this.name = name;
  }

  /**
   * Reserves this helper, if it is free.
   *
   * @param little whether the work is so little that this must be awake, or wanted again and again,
   *     to be worth it
   */
  boolean take(boolean little) {
    return state.get() == State.FREE
        && (!little || (isTrusted() && (!asleep || wantedLately())))
        && state.compareAndSet(State.FREE, State.TAKEN);
  }

  private boolean isTrusted() {
    if (distrusted && System.nanoTime() - distrustedSince > DISTRUST) {
      distrusted = false;
    }
    return !distrusted;
  }

  private boolean wantedLately() {
    long now = System.nanoTime();
    long since = now - lastWish;
    lastWish = now;
    return since < AWAKE;
  }

  /** Gives work to this helper, which must have been taken. */
  void start(Range range, int rangeFrom, int rangeTo) {
    work = range;
    from = rangeFrom;
    to = rangeTo;
    failure = null;
    state.set(State.OFFERED);
    if (thread == null) {
      thread = new Thread(null, this::live, name, 0, false);
      thread.setDaemon(true);
      thread.start();
    } else if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  /**
   * Waits until the work is done, or does it if it has not been begun, and sets this free. With
   * more threads than processors, a thread loses its processor now and then; whoever waits for it
   * at every step of a sequence would wait for ever.
   *
   * @param little as for {@link #take}
   * @return what went wrong, or null
   */
  @SuppressWarnings("ThreadPriorityCheck") // only where there are more threads than processors
  Throwable finish(boolean little) {
    if (state.compareAndSet(State.OFFERED, State.RUNNING)) {
      run();
    }
    for (int looks = 0; state.get() != State.DONE; looks++) {
      if (looks < PATIENCE) {
        Thread.onSpinWait();
      } else {
        distrust(little);
        Thread.yield();
      }
    }
    Throwable result = failure;
    work = null;
    state.set(State.FREE);
    return result;
  }

  private void distrust(boolean little) {
    if (little && !distrusted) {
      distrustedSince = System.nanoTime();
      distrusted = true;
    }
  }

  private void run() {
    try {
      work.run(from, to);
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    state.set(State.DONE);
  }

  private void live() {
    while (true) {
      awaitOffer();
      if (state.compareAndSet(State.OFFERED, State.RUNNING)) {
        run();
      }
    }
  }

  private void awaitOffer() {
    asleep = false;
    long since = System.nanoTime();
    for (int looks = 1; state.get() != State.OFFERED; looks++) {
      Thread.onSpinWait();
      if (looks % LOOKS == 0 && System.nanoTime() - since > AWAKE) {
        asleep = true;
        if (state.get() != State.OFFERED) {
          LockSupport.park(this);
        }
        asleep = false;
        since = System.nanoTime();
      }
    }
  }
}
