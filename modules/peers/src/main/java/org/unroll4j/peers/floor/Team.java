package org.unroll4j.peers.floor;

import java.util.function.IntConsumer;

/** The same on several threads at once. */
final class Team {

  private Team() {}

  /** Returns when all threads, numbered from 0, have finished. */
  static void run(int threads, IntConsumer job) {
    Thread[] team = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      int number = i;
      team[i] = new Thread(() -> job.accept(number), "floor-" + i);
      team[i].start();
    }
    for (Thread thread : team) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
