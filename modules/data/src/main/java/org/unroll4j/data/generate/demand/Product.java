package org.unroll4j.data.generate.demand;

import org.unroll4j.data.generate.demand.RandomStream.Purpose;

/**
 * A product.
 *
 * @param index from 0
 * @param category its kind
 * @param popularity factor on the level of its category
 * @param growthPerDay relative, the same in all stores
 * @param promotion logarithm of the factor under promotion
 */
record Product(
    int index, Category category, double popularity, double growthPerDay, double promotion) {
  private static final double POPULARITY_SPREAD = 0.5;
  private static final double GROWTH_SPREAD = 0.0015;

  static Product of(DemandSizes sizes, int index) {
    RandomStream random = new RandomStream(sizes.seed(), Purpose.PRODUCT, index);
    Category category = Category.of(index);
    return new Product(
        index,
        category,
        StrictMath.exp(POPULARITY_SPREAD * random.normal()),
        GROWTH_SPREAD * random.normal(),
        category.effects().promotion() * random.uniform(0.7, 1.3));
  }

  static String name(DemandSizes sizes, int index) {
    return Names.of('P', index, sizes.products());
  }
}
