package org.unroll4j.peers.worker;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/** What a work allocates on the Java heap, over all threads. */
final class Allocation {

  private Allocation() {}

  /** Bytes each time that the work is done, the mean of so many runs. */
  static long perRun(PeerTask task, int runs) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    task.run();
    Map<Long, Long> before = perThread(threads);
    for (int i = 0; i < runs; i++) {
      task.run();
    }
    long total = 0;
    for (Map.Entry<Long, Long> thread : perThread(threads).entrySet()) {
      total += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
    }
    return total / runs / task.times();
  }

  private static Map<Long, Long> perThread(ThreadMXBean threads) {
    Map<Long, Long> bytes = new HashMap<>();
    long[] ids = threads.getAllThreadIds();
    long[] allocated = threads.getThreadAllocatedBytes(ids);
    for (int i = 0; i < ids.length; i++) {
      if (allocated[i] >= 0) {
        bytes.put(ids[i], allocated[i]);
      }
    }
    return bytes;
  }
}
