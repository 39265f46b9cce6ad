/**
 * Figures that say how good probabilities are: ranking, calibration, lift, how early, and how sure.
 *
 * <p>{@link org.unroll4j.studies.evaluation.Moments} are the moments at which something is
 * predicted, with what came true; {@link org.unroll4j.studies.evaluation.Predictions} puts one
 * probability to each; {@link org.unroll4j.studies.evaluation.Comparison} computes every figure of
 * a model beside its baselines. Nothing here knows networks or files.
 */
package org.unroll4j.studies.evaluation;
