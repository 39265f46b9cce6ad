package org.unroll4j.studies.training;

/**
 * How far learning was at the end of an epoch.
 *
 * @param epoch number of the epoch, from 1
 * @param update updates so far
 * @param trainLoss mean loss per labelled step over the epoch, while parameters changed
 * @param validationLoss mean loss per labelled step of the validation part
 * @param validationAuc area under the ROC curve there; null if it has one class only
 * @param learningRate of the last update
 * @param gradientNorm mean over the epoch's updates of the gradient's global norm before clipping
 * @param seconds spent in training so far
 */
public record LearningPoint(
    int epoch,
    long update,
    double trainLoss,
    double validationLoss,
    Double validationAuc,
    double learningRate,
    double gradientNorm,
    double seconds) {}
