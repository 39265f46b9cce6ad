package org.unroll4j.vector;

/**
 * What a pass writes down; {@link Walk} says in which rows.
 *
 * @param units H
 * @param gateStride floats from one row of gates to the next
 * @param stateStride floats from one row of a state to the next
 * @param gates activated gates; on the way back, the gradients of a take their place
 * @param hidden h
 * @param memory the cell's second row of values, or null if it has none
 */
record Tape(
    int units, int gateStride, int stateStride, float[] gates, float[] hidden, float[] memory) {}
