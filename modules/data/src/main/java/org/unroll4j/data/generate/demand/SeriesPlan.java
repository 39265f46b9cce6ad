package org.unroll4j.data.generate.demand;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.unroll4j.data.generate.demand.RandomStream.Purpose;

/**
 * What is fixed about a product in a store before anything is sold.
 *
 * <pre>{@code
 * base(t) = level · dayShape(hour) · exp(weekend + growth·day + promotion + warmth + rain + holiday)
 * }</pre>
 *
 * @param store where
 * @param product what
 * @param first step from which on it is sold; 0 for most
 * @param base expected demand at each step as long as the past was as expected
 * @param promotion whether it is under promotion at each step
 */
record SeriesPlan(Store store, Product product, int first, double[] base, boolean[] promotion) {
  private static final double LEVEL_SPREAD = 0.25;
  private static final double LATE = 0.08;
  private static final double EARLIEST_START = 0.15;
  private static final double LATEST_START = 0.5;
  private static final double PROMOTION_BEGINS = 0.035;
  private static final int SHORTEST_PROMOTION_DAYS = 3;
  private static final int LONGEST_PROMOTION_DAYS = 7;
  private static final double NEUTRAL_CELSIUS = 12;
  private static final double CELSIUS_PER_UNIT = 10;
  private static final double HEAVIEST_RAIN = 4;

  static SeriesPlan of(DemandSizes sizes, Store store, Product product) {
    long place = (long) store.index() * sizes.products() + product.index();
    RandomStream random = new RandomStream(sizes.seed(), Purpose.SERIES, place);
    double level =
        product.category().level()
            * product.popularity()
            * store.size()
            * StrictMath.exp(LEVEL_SPREAD * random.normal());
    boolean late = random.happens(LATE);
    int firstDay = (int) (sizes.days() * random.uniform(EARLIEST_START, LATEST_START));
    boolean[] promotion =
        promotion(sizes, new RandomStream(sizes.seed(), Purpose.PROMOTION, place));
    double[] base = base(level, store, product, promotion);
    return new SeriesPlan(
        store, product, late ? firstDay * SalesCalendar.HOURS_PER_DAY : 0, base, promotion);
  }

  private static boolean[] promotion(DemandSizes sizes, RandomStream random) {
    boolean[] promotion = new boolean[sizes.steps()];
    int daysLeft = 0;
    for (int day = 0; day < sizes.days(); day++) {
      if (daysLeft == 0 && random.happens(PROMOTION_BEGINS)) {
        daysLeft = (int) random.uniform(SHORTEST_PROMOTION_DAYS, LONGEST_PROMOTION_DAYS + 1);
      }
      if (daysLeft > 0) {
        daysLeft--;
        int from = day * SalesCalendar.HOURS_PER_DAY;
        Arrays.fill(promotion, from, from + SalesCalendar.HOURS_PER_DAY, true);
      }
    }
    return promotion;
  }

  private static double[] base(double level, Store store, Product product, boolean[] promotion) {
    Category.Effects effects = product.category().effects();
    double[] shape = DayShape.of(product.category().peaks(), store.place().busy());
    double[] base = new double[promotion.length];
    double ofDay = 0;
    for (int t = 0; t < base.length; t++) {
      if (SalesCalendar.hourOfDay(t) == 0) {
        ofDay =
            effects.weekend() * store.place().weekend() * weekendness(SalesCalendar.weekday(t))
                + product.growthPerDay() * SalesCalendar.day(t)
                + (promotion[t] ? product.promotion() : 0)
                + (SalesCalendar.isHoliday(t) ? effects.holiday() : 0);
      }
      double log = ofDay + weather(effects, store.weather(), t);
      base[t] = level * shape[SalesCalendar.hourOfDay(t)] * StrictMath.exp(log);
    }
    return base;
  }

  private static double weekendness(int weekday) {
    return switch (weekday) {
      case 5 -> 1;
      case 4, 6 -> 0.5;
      default -> 0;
    };
  }

  private static double weather(Category.Effects effects, Weather weather, int step) {
    double warmth = (weather.celsius(step) - NEUTRAL_CELSIUS) / CELSIUS_PER_UNIT;
    double rain = Math.min(weather.millimetres(step), HEAVIEST_RAIN) / HEAVIEST_RAIN;
    return effects.warmth() * warmth + effects.rain() * rain;
  }

  /** Number of the series: stores one after another, products within. */
  long place(DemandSizes sizes) {
    return (long) store.index() * sizes.products() + product.index();
  }

  /** Names of store and product. */
  List<String> key(DemandSizes sizes) {
    return List.of(Store.name(sizes, store.index()), Product.name(sizes, product.index()));
  }

  /** Name of the category. */
  String category() {
    return product.category().name().toLowerCase(Locale.ROOT);
  }
}
