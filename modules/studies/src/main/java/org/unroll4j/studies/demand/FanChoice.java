package org.unroll4j.studies.demand;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.unroll4j.data.distribution.Distribution;
import org.unroll4j.data.series.SeriesTable;

/** Picks series that show where forecasts are good, usual and bad. */
final class FanChoice {

  private final SeriesTable table;
  private final Outlook outlook;
  private final List<Standing> standings;
  private final List<Chosen> chosen = new ArrayList<>();

  /**
   * A series to draw.
   *
   * @param series its index
   * @param why why it was chosen
   * @param wape its error over the part
   */
  record Chosen(int series, String why, double wape) {}

  /**
   * How a series fares over the part.
   *
   * @param total sum of its values
   * @param zeroShare share of values that are zero
   * @param stockouts number of steps that were sold out
   */
  private record Standing(int series, double wape, double total, double zeroShare, int stockouts) {}

  FanChoice(SeriesTable table, Outlook outlook) {
    this.table = table;
    this.outlook = outlook;
    this.standings =
        IntStream.range(0, table.size())
            .mapToObj(this::standing)
            .filter(standing -> standing.total() > 0)
            .toList();
  }

  /** At most so many series, none twice. */
  List<Chosen> choose(int most) {
    double half = median(Standing::total);
    List<Standing> sizeable = standings.stream().filter(s -> s.total() >= half).toList();
    double usual = median(Standing::wape);
    pick("good", sizeable, s -> -s.wape());
    pick("typical", standings, s -> -Math.abs(s.wape() - usual));
    pick("worst", sizeable, Standing::wape);
    pick("large", standings, Standing::total);
    pick("intermittent", standings, Standing::zeroShare);
    if (table.hasStockouts()) {
      pick("soldOut", standings, Standing::stockouts);
    }
    return chosen.subList(0, Math.min(most, chosen.size()));
  }

  private void pick(String why, List<Standing> among, ToDoubleFunction<Standing> score) {
    among.stream()
        .filter(s -> chosen.stream().noneMatch(c -> c.series() == s.series()))
        .max(Comparator.comparingDouble(score))
        .ifPresent(s -> chosen.add(new Chosen(s.series(), why, s.wape())));
  }

  private double median(ToDoubleFunction<Standing> value) {
    double[] sorted = standings.stream().mapToDouble(value).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  private Standing standing(int s) {
    double errors = 0;
    double total = 0;
    int zeros = 0;
    int targets = 0;
    int stockouts = 0;
    for (int t = outlook.from(); t < outlook.to(); t++) {
      double y = table.value(s, t);
      Distribution said = outlook.at(s, t);
      if (said != null && !Double.isNaN(y)) {
        errors += Math.abs(y - said.quantile(0.5));
        total += Math.abs(y);
        zeros += y == 0 ? 1 : 0;
        stockouts += table.stockout(s, t) ? 1 : 0;
        targets++;
      }
    }
    return new Standing(s, errors / total, total, (double) zeros / targets, stockouts);
  }
}
