/**
 * What a demand network has to beat: last values, the same hour of earlier days, a linear
 * autoregression and gradient-boosted trees, fitted on the same split and forecasting from the same
 * origins.
 *
 * <p>A forecast from an origin looks at values, past covariates and stock-outs up to the origin and
 * at known covariates of the steps that it forecasts; {@code Past} is the only way to a table.
 * Whatever is fitted is fitted on targets of the training part, and what is chosen (regularisation,
 * rounds, depth) is chosen on the validation part.
 */
package org.unroll4j.studies.demand.baselines;
