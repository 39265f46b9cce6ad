package org.unroll4j.validation.register.program;

/**
 * One quantity, computed three times.
 *
 * @param peer by the library that diverges
 * @param ours by this one
 * @param arbiter by finite differences, or by the definition in plain loops
 */
public record Numbers(double peer, double ours, double arbiter) {}
