package org.unroll4j.validation.register;

/**
 * What a divergence is, in words.
 *
 * @param title a few words
 * @param kind whether the peer is wrong
 * @param what one sentence
 * @param measure what the three numbers are
 * @param oursIs what computed our number
 * @param arbiterIs what computed the arbiter's number
 * @param advice what a user should do
 * @param apart the peer's number differs from the arbiter's by at least this much
 * @param together ours differs by at most this much
 */
public record Description(
    String title,
    Kind kind,
    String what,
    String measure,
    String oursIs,
    String arbiterIs,
    String advice,
    double apart,
    double together) {}
