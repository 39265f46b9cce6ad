package org.unroll4j.data.generate.demand;

import java.util.Locale;
import org.unroll4j.data.generate.DataCard;

/** The words of the card beside generated demand, and the numbers in its head. */
final class DemandCard {
  /** Name and version of the constants of the process. */
  static final String VERSION = "unroll4j-demand/1";

  private static final String TEXT =
      """
      ---
      generator: %1$s
      stores: %2$d
      products: %3$d
      days: %4$d
      seed: %5$d
      rows: %6$d
      contentSha256: %7$s
      ---
      # %8$s: what stores sold that do not exist

      Made by a program, `bin/unroll generate demand --stores %2$d --products %3$d --days %4$d --seed %5$d`;
      nobody ever bought any of this. The same command gives the same contents. Licence: Apache-2.0,
      as the program.

      | | |
      |---|---|
      | rows | %6$,d, one an hour for each product in each store; ordered by store, product and time |
      | items sold | %9$,d, %10$.2f an hour; in %11$.1f %% of the hours none |
      | empty shelves | in %12$.1f %% of the hours |
      | span | %4$d days from %13$s on, UTC; some products come later |

      ## Columns

      | column | meaning | known |
      |---|---|---|
      | `store`, `product` | names; together they are a series | always |
      | `category` | of the product | always |
      | `time` | when the hour begins, ISO 8601, UTC | |
      | `sales` | items sold in the hour | afterwards |
      | `stockout` | 1 if the shelf was, or may have run, empty: then `sales` is min(demand, what was left), and demand may have been more. 0: `sales` is the demand | afterwards |
      | `promotion` | 1 on days on which the product is under promotion in this store | beforehand |
      | `holiday` | 1 on holidays | beforehand |
      | `temperature` | °C at the store; a forecast without error | beforehand |
      | `rain` | mm in the hour at the store; a forecast without error | beforehand |

      ## How it is made

      The expected demand of an hour is a base times a momentum. The base is the level of the product in
      the store, the shape of the day (a morning, a noon and an evening peak, by category and kind of
      store), the weekend, a slow growth, promotion, holiday and weather. The momentum follows what was
      sold: it rises after hours that sold more than expected, falls after others, and returns to 1 by
      3 %% an hour. So the sales of the last hours and days say how much more or less than usual will be
      sold. Given the expectation, demand is negative binomial; in a quarter of all hours nobody asks for
      household goods at all.

      Shelves run empty by chance, more often in the evening and under promotion, whatever the demand of
      the hour, and stay so until midnight. Such hours do not move the momentum: nobody saw the demand.

      ## What can be attained

      Given all that is in the file before an hour, the distribution of the demand of the hour is known
      exactly (class `DemandOracle`, found through this card). No forecast can beat it on average in hours
      whose shelf was not empty. In such hours of the last seven days:

      | forecast of the next hour | WAPE of the median | RMSE of the mean |
      |---|---|---|
      | the true distribution | %14$.3f | %15$.3f |
      | the same with the momentum at 1: calendar, promotion and weather are known, sales are not looked at | %16$.3f | %17$.3f |
      """;

  private DemandCard() {}

  static String text(String file, DemandSizes sizes, DemandSummary summary, String sha) {
    return String.format(
        Locale.ROOT,
        TEXT,
        VERSION,
        sizes.stores(),
        sizes.products(),
        sizes.days(),
        sizes.seed(),
        summary.rows(),
        sha,
        file,
        summary.items(),
        (double) summary.items() / summary.rows(),
        100 * summary.zeroShare(),
        100 * summary.stockoutShare(),
        SalesCalendar.time(0).toString().substring(0, 10),
        summary.attainable().wape(),
        summary.attainable().rmse(),
        summary.withoutSales().wape(),
        summary.withoutSales().rmse());
  }

  /** What the data set beside a card was made of. */
  static DemandSizes sizes(DataCard card) {
    return new DemandSizes(
        Math.toIntExact(card.number("stores")),
        Math.toIntExact(card.number("products")),
        Math.toIntExact(card.number("days")),
        card.number("seed"));
  }
}
