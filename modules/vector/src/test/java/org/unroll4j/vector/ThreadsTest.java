package org.unroll4j.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whoever shares out work gets all of it done once, whoever else is at work. */
class ThreadsTest {

  private static final int COUNT = 37;

  @Test
  void everyIndexIsWorkedOnOnce() {
    for (int repeat = 0; repeat < 1000; repeat++) {
      assertThat(often(COUNT)).containsOnly(1).hasSize(COUNT);
    }
  }

  private static int[] often(int count) {
    AtomicIntegerArray visits = new AtomicIntegerArray(count);
    Threads.splitOften(
        count,
        1,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            visits.incrementAndGet(i);
          }
        });
    return IntStream.range(0, count).map(visits::get).toArray();
  }

  @Test
  void aPartMayShareOutItsOwnWork() {
    AtomicIntegerArray visits = new AtomicIntegerArray(COUNT);
    Threads.split(
        COUNT,
        1,
        (from, to) ->
            Threads.split(
                to - from,
                1,
                (first, end) -> {
                  for (int i = first; i < end; i++) {
                    visits.addAndGet(from + i, often(COUNT).length);
                  }
                }));
    assertThat(IntStream.range(0, COUNT).map(visits::get)).containsOnly(COUNT);
  }

  @Test
  void severalCallersDoNotDisturbOneAnother() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(4);
    try {
      for (Future<int[]> visits :
          callers.invokeAll(
              IntStream.range(0, 400)
                  .<Callable<int[]>>mapToObj(i -> () -> often(COUNT))
                  .toList())) {
        assertThat(visits.get()).containsOnly(1);
      }
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void aFailureReachesTheCallerAndLeavesNobodyBehind() {
    for (int broken : new int[] {0, COUNT - 1}) {
      assertThatThrownBy(
              () ->
                  Threads.split(
                      COUNT,
                      1,
                      (from, to) -> {
                        if (from <= broken && broken < to) {
                          throw new IllegalStateException("part of " + broken);
                        }
                      }))
          .hasMessage("part of " + broken);
      assertThat(often(COUNT)).containsOnly(1);
    }
  }
}
