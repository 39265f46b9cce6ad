package org.unroll4j.peers.bench;

/**
 * How long is measured.
 *
 * @param warmUpSeconds of each entrant, at each work
 * @param seconds of measuring at each work, over all entrants
 * @param rounds at most so many
 * @param turnMilliseconds how long one entrant's turn lasts
 */
public record Effort(double warmUpSeconds, double seconds, int rounds, double turnMilliseconds) {

  /** For figures that are quoted. */
  static final Effort FULL = new Effort(1.5, 11, 25, 150);

  /** For a point of a sweep. */
  static final Effort SWEEP = new Effort(0.6, 3, 10, 100);

  /** For a first look. */
  static final Effort QUICK = new Effort(0.8, 4, 8, 100);
}
