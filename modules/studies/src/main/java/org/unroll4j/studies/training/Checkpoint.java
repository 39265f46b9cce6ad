package org.unroll4j.studies.training;

import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * All that is needed to go on as if nothing had happened.
 *
 * @param network parameters, updater state and number of updates
 * @param state where training stands
 */
public record Checkpoint(ComputationGraph network, TrainingState state) {}
