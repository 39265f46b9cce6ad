/**
 * Hourly sales of shops that do not exist, and the exact distribution of the demand behind them.
 *
 * <p>{@link org.unroll4j.data.generate.demand.DemandGenerator} makes the data, {@link
 * org.unroll4j.data.generate.demand.DemandOracle} knows what can be predicted.
 */
package org.unroll4j.data.generate.demand;
