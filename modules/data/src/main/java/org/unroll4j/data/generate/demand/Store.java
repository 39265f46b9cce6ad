package org.unroll4j.data.generate.demand;

import org.unroll4j.data.generate.demand.RandomStream.Purpose;

/**
 * A store.
 *
 * @param index from 0
 * @param place what kind of customers come by
 * @param size factor on all levels
 * @param carelessness factor on how often shelves run empty
 * @param weather hour by hour
 */
record Store(int index, Place place, double size, double carelessness, Weather weather) {
  private static final double SIZE_SPREAD = 0.35;

  /** Where a store is: factors on the peaks of the day and on the effect of the weekend. */
  enum Place {
    CENTRE(1.0, 1.6, 0.8, 0.3),
    SUBURB(0.7, 0.7, 1.3, 1.5),
    STATION(1.8, 0.6, 1.2, -0.6);

    private final double[] busy;
    private final double weekend;

    Place(double morning, double noon, double evening, double weekend) {
      this.busy = new double[] {morning, noon, evening};
      this.weekend = weekend;
    }

    double[] busy() {
      return busy.clone();
    }

    double weekend() {
      return weekend;
    }
  }

  static Store of(DemandSizes sizes, int index) {
    RandomStream random = new RandomStream(sizes.seed(), Purpose.STORE, index);
    Place place = Place.values()[index % Place.values().length];
    double size = StrictMath.exp(SIZE_SPREAD * random.normal());
    return new Store(index, place, size, random.uniform(0.6, 1.6), Weather.of(sizes, index));
  }

  static String name(DemandSizes sizes, int index) {
    return Names.of('S', index, sizes.stores());
  }
}
