package org.unroll4j.data.generate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.unroll4j.data.DataException;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.events.NumericColumn;
import org.unroll4j.data.labels.LabelledSequence;
import org.unroll4j.data.labels.Labelling;
import org.unroll4j.data.labels.PurchaseWithin;
import org.unroll4j.data.labels.SessionLabel;

/**
 * The exact probability of the label given just what a model sees: the types, times and, if the
 * table has them, prices of the events so far. No model can do better on average, so its AUC and
 * its log loss are the best that can be attained on data of the generator.
 */
public final class SessionOracle {
  private static final double MILLIS_PER_MINUTE = 60_000;

  private final MarkedProcess process;
  private final SessionFilter filter;
  private final PurchaseOutlook outlook;

  SessionOracle(MarkedProcess process) {
    this.process = process;
    this.filter = new SessionFilter(process);
    this.outlook = new PurchaseOutlook(process);
  }

  /**
   * The oracle of a generated file; empty if no data card of the generator lies beside the file.
   *
   * @throws DataException if the card is there and describes other contents or another generator
   */
  public static Optional<SessionOracle> forDataSet(Path csv) {
    Optional<DataCard> card = DataCard.beside(csv).filter(found -> found.isOf(ShopProcess.VERSION));
    card.ifPresent(found -> found.requireFits(csv, ShopProcess.VERSION));
    return card.map(found -> new SessionOracle(ShopProcess.create()));
  }

  /**
   * Probabilities for the events of a sequence.
   *
   * @return P(label = 1 | events up to this one) for each event; NaN where the labelling asks for
   *     none (all but the last event, for a label per session)
   * @throws DataException if the labelling is not one that the process knows
   */
  public double[] probabilities(EventTable table, LabelledSequence sequence, Labelling labelling) {
    if (labelling instanceof PurchaseWithin within) {
      return within(table, sequence, within);
    }
    return ofSession(table, sequence, (SessionLabel) labelling);
  }

  private double[] within(EventTable table, LabelledSequence sequence, PurchaseWithin label) {
    if (!label.purchaseType().equals(MarkedProcess.PURCHASE)
        || label.horizon().compareTo(SessionGenerator.SHORTEST_ABSENCE) >= 0) {
      throw new DataException(
          "SessionOracle: knows \"%s\" within less than %d minutes, but was asked for \"%s\" within %s."
              .formatted(
                  MarkedProcess.PURCHASE,
                  SessionGenerator.SHORTEST_ABSENCE.toMinutes(),
                  label.purchaseType(),
                  label.horizon()));
    }
    double[] ahead = outlook.within(minutes(label.horizon()));
    double[] probabilities = new double[sequence.length()];
    double[][] beliefs = beliefs(table, sequence);
    for (int t = 0; t < probabilities.length; t++) {
      probabilities[t] = beliefs[t] == null ? 0 : PurchaseOutlook.dot(beliefs[t], ahead);
    }
    return probabilities;
  }

  private double[] ofSession(EventTable table, LabelledSequence sequence, SessionLabel label) {
    if (!label.positive().equals(SessionGenerator.CONVERTED)
        || !label.cutBefore().contains(MarkedProcess.PURCHASE)) {
      throw new DataException(
          "SessionOracle: knows the label \"%s\" of sessions cut before \"%s\", but was asked for %s."
              .formatted(SessionGenerator.CONVERTED, MarkedProcess.PURCHASE, label));
    }
    double[][] beliefs = beliefs(table, sequence);
    double[] last = beliefs[beliefs.length - 1];
    double[] probabilities = new double[sequence.length()];
    Arrays.fill(probabilities, Double.NaN);
    probabilities[probabilities.length - 1] =
        last == null ? 0 : outlook.everIfNextIs(last, label.cutBefore());
    return probabilities;
  }

  /** Distribution of the hidden state after each event; null once the visitor has left. */
  double[][] beliefs(EventTable table, LabelledSequence sequence) {
    double[] prices = prices(table);
    double[][] beliefs = new double[sequence.length()][];
    for (int t = 0; t < beliefs.length; t++) {
      int row = sequence.from() + t;
      String type = table.types().value(row);
      if (type.equals(MarkedProcess.LEAVE)) {
        break;
      }
      double price = process.prices().types().contains(type) ? prices[row] : Double.NaN;
      if (t == 0) {
        beliefs[0] = filter.open(type, price);
      } else {
        double minutes = (table.timeMillis(row) - table.timeMillis(row - 1)) / MILLIS_PER_MINUTE;
        beliefs[t] = filter.next(beliefs[t - 1], minutes, type, price);
      }
    }
    return beliefs;
  }

  private static double[] prices(EventTable table) {
    for (NumericColumn column : table.numeric()) {
      if (column.name().equals(SessionGenerator.PRICE)) {
        return column.values();
      }
    }
    double[] unknown = new double[table.rows()];
    Arrays.fill(unknown, Double.NaN);
    return unknown;
  }

  private static double minutes(Duration duration) {
    return duration.toMillis() / MILLIS_PER_MINUTE;
  }
}
