package org.unroll4j.studies.demand;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.unroll4j.studies.config.Between;
import org.unroll4j.studies.config.Default;
import org.unroll4j.studies.training.TrainingConfig;

/**
 * How a network learns from windows.
 *
 * @param loop epochs, batches and step size, as in every study
 * @param windowsPerEpoch windows of an epoch, drawn anew for each; 0 for all there are
 * @param stride steps between the origins of the windows
 * @param refit whether the network is trained again, on the training and the validation part, for
 *     the number of epochs that was best
 */
public record WindowTrainingConfig(
    @JsonUnwrapped TrainingConfig loop,
    @Default("0") @Between(min = 0) int windowsPerEpoch,
    @Default("1") @Between(min = 1, max = 1_000_000) int stride,
    @Default("false") boolean refit) {}
