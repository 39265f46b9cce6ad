package org.unroll4j.peers.worker;

/**
 * What one part of a work takes each time.
 *
 * @param phase what is done
 * @param calls how often
 * @param threadMillis time of all threads together
 * @param flops multiplications and additions of products; 0 for other parts
 */
public record PhaseTime(String phase, double calls, double threadMillis, double flops) {}
