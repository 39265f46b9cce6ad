package org.unroll4j.vector;

/**
 * The gradients of all steps, one row of [G·H] per row of the tape.
 *
 * @param projection with respect to the projection of the input
 * @param recurrent with respect to the recurrent product; the same arrays where the two only add up
 */
record StepGradients(float[][] projection, float[][] recurrent) {}
