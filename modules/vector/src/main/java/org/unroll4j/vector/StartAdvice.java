package org.unroll4j.vector;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once how Java would have to be started for the engine to be as fast as it can be. */
final class StartAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(VectorEngine.class);

  /** Slow runs were seen on JDK 17 and never on JDK 25. */
  private static final int FIRST_JDK_WITHOUT_SLOW_RUNS = 25;

  /** Traps that the JIT adds up over all that it inlines into the engine's loops stay below. */
  private static final int TRAP_LIMIT = 2000;

  private static final AtomicBoolean GIVEN = new AtomicBoolean();

  private StartAdvice() {}

  static void give(boolean vectorApi) {
    if (GIVEN.get() || GIVEN.getAndSet(true)) {
      return;
    }
    if (!vectorApi) {
      LOG.warn(
          "Engine '{}' runs without the Vector API, slower than it could: start Java"
              + " with --add-modules {} (bin/unroll does).",
          VectorEngine.NAME,
          VectorEngine.MODULE);
    } else if (trapsMayRunOut()) {
      LOG.warn(
          "Engine '{}' may need nearly twice the time in some runs on this JDK: start Java"
              + " with -XX:PerMethodTrapLimit={} (bin/unroll does).",
          VectorEngine.NAME,
          TRAP_LIMIT);
    }
  }

  private static boolean trapsMayRunOut() {
    if (Runtime.version().feature() >= FIRST_JDK_WITHOUT_SLOW_RUNS) {
      return false;
    }
    HotSpotDiagnosticMXBean hotspot =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    try {
      return hotspot != null
          && Integer.parseInt(hotspot.getVMOption("PerMethodTrapLimit").getValue()) < TRAP_LIMIT;
    } catch (IllegalArgumentException noSuchOption) {
      return false;
    }
  }
}
