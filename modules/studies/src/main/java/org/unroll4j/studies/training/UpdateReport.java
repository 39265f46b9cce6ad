package org.unroll4j.studies.training;

/**
 * What one update did.
 *
 * @param update its number, from 1
 * @param loss mean per labelled step of its batch, before the update
 * @param labelledSteps labelled steps of the batch
 * @param events events of the batch
 * @param gradientNorm global norm before clipping
 * @param learningRate step size
 */
public record UpdateReport(
    long update,
    double loss,
    long labelledSteps,
    long events,
    double gradientNorm,
    double learningRate) {}
