/**
 * What a forecast of demand is, who makes one, and from where: {@link
 * org.unroll4j.studies.demand.forecast.Forecaster}s, be they networks or baselines, give a {@link
 * org.unroll4j.studies.demand.forecast.Forecast} for every origin they are asked about.
 */
package org.unroll4j.studies.demand.forecast;
