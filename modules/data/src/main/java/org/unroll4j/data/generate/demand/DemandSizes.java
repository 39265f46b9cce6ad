package org.unroll4j.data.generate.demand;

import org.unroll4j.data.DataException;

/**
 * What is to be made. Everything else follows from these four numbers.
 *
 * @param stores number of stores
 * @param products number of products, each sold in every store
 * @param days length in days; one step is an hour
 * @param seed same seed and sizes, same contents
 */
public record DemandSizes(int stores, int products, int days, long seed) {
  private static final int MOST_DAYS = 3660;

  public DemandSizes {
    require("stores", stores, Integer.MAX_VALUE);
    require("products", products, Integer.MAX_VALUE / stores);
    require("days", days, MOST_DAYS);
  }

  private static void require(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new DataException(
          "generate demand: %s must be from 1 to %d, but was %d.".formatted(name, most, value));
    }
  }

  /** Number of series, one for each product in each store. */
  public int series() {
    return stores * products;
  }

  /** Length of the grid in hours. */
  public int steps() {
    return days * SalesCalendar.HOURS_PER_DAY;
  }
}
