package org.unroll4j.data.generate.demand;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.unroll4j.data.DataException;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.generate.DataCard;
import org.unroll4j.data.series.SeriesTable;
import org.unroll4j.data.windows.Origin;

/**
 * The law of the <em>demand</em> in the hours after an origin, given all that was to be seen until
 * then: sales, stock-outs, calendar, promotions and weather, those of the forecast hours included.
 * No forecast can do better on average. Where the shelf was not empty demand is the sale, so that
 * forecasts are to be judged in those hours.
 *
 * <p>For the next hour the law is exact. For later hours its mean is exact, and its probabilities
 * are averages over {@value #PATHS} paths, drawn with a fixed seed; stock-outs to come are not
 * known and drawn as well.
 */
public final class DemandOracle {
  /** Paths drawn from each origin where more than one hour is asked for. */
  public static final int PATHS = 500;

  private final DemandSizes sizes;

  private DemandOracle(DemandSizes sizes) {
    this.sizes = sizes;
  }

  /** The oracle of what the generator makes of these numbers. */
  public static DemandOracle of(DemandSizes sizes) {
    return new DemandOracle(sizes);
  }

  /**
   * The oracle of a generated file; empty if no data card of this generator lies beside the file.
   *
   * @throws DataException if the card is there and describes other contents or another version
   */
  public static Optional<DemandOracle> forDataSet(Path data) {
    Optional<DataCard> card = DataCard.beside(data).filter(found -> found.isOf(DemandCard.VERSION));
    card.ifPresent(found -> found.requireFits(data, DemandCard.VERSION));
    return card.map(found -> of(DemandCard.sizes(found)));
  }

  /**
   * The laws of the demand in the hours after an origin.
   *
   * @param table with the keys {@code store} and {@code product}; nothing after the origin is read
   * @param horizon how many hours, 1 or more
   * @return laws of the steps origin + 1 … origin + horizon
   * @throws DataException if the table is not one that the generator makes, or has no such hours
   */
  public List<Distribution> forecast(SeriesTable table, Origin origin, int horizon) {
    return forecasts(table, List.of(origin), horizon).get(0);
  }

  /** The laws after each of several origins, in their order; fast where series come again. */
  public List<List<Distribution>> forecasts(SeriesTable table, List<Origin> origins, int horizon) {
    GeneratedTable generated = new GeneratedTable(sizes, table);
    List<List<Distribution>> laws = new ArrayList<>(Collections.nCopies(origins.size(), List.of()));
    int series = -1;
    DemandOutlook outlook = null;
    for (int i : bySeries(origins)) {
      Origin origin = origins.get(i);
      if (outlook == null || origin.series() != series) {
        series = origin.series();
        outlook = generated.outlook(series);
      }
      laws.set(i, outlook.after(generated.step(origin, horizon), horizon));
    }
    return laws;
  }

  private static int[] bySeries(List<Origin> origins) {
    return IntStream.range(0, origins.size())
        .boxed()
        .sorted(Comparator.comparingInt(i -> origins.get(i).series()))
        .mapToInt(i -> i)
        .toArray();
  }
}
