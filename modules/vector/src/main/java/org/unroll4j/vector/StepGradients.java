package org.unroll4j.vector;

/**
 * Gradients on the way back.
 *
 * @param outputs of the outputs of the current step, one row of H for each visit
 * @param hidden of the hidden state, a row for each sequence
 * @param memory of the cell state, a row for each sequence, or null if there is none
 * @param u of the recurrent projections, a row for each visit of the pass; the same array as the
 *     tape's gates unless the cell keeps the two apart
 * @param gates room for the gates of one visit, where they cannot be read and replaced in place
 * @param state room for one row of H
 */
record StepGradients(
    float[] outputs, float[] hidden, float[] memory, float[] u, float[] gates, float[] state) {}
