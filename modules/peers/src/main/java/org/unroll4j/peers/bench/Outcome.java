package org.unroll4j.peers.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.unroll4j.peers.work.Work;

/**
 * What came out at one work.
 *
 * @param work the work
 * @param timings by entrant
 * @param absent why entrants do not take part
 * @param failures why entrants that should have taken part could not be timed
 * @param allocated bytes that a repetition allocates on the Java heap, by entrant
 */
public record Outcome(
    Work work,
    Map<Entrant, Timings> timings,
    Map<Entrant, String> absent,
    Map<Entrant, String> failures,
    Map<Entrant, Long> allocated) {

  /** Nothing yet. */
  static Outcome of(Work work) {
    return new Outcome(
        work,
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new LinkedHashMap<>());
  }
}
