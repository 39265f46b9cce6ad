/**
 * The study of demand: from a configuration to a trained network that forecasts many series, its
 * evaluation and the record of the run; and the trained model for use in a program.
 *
 * <p>{@link org.unroll4j.studies.demand.DemandStudy} trains and evaluates, {@link
 * org.unroll4j.studies.demand.DemandModel} forecasts.
 */
package org.unroll4j.studies.demand;
