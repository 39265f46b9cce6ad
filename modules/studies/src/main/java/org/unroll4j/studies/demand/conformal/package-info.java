/**
 * Intervals that are corrected by how often they held on the validation part: conformalised
 * quantile regression around any forecaster.
 */
package org.unroll4j.studies.demand.conformal;
