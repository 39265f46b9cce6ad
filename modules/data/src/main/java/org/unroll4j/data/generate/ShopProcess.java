package org.unroll4j.data.generate;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The visitor of the generated shop. A hidden state is a mode (intent or drift) and a phase. After
 * the entry, phases lie on a ring. A visitor with intent goes round one way, a drifting one the
 * other way, at the same speed:
 *
 * <pre>{@code
 * search → product → remove → add → search      intent;  drift the other way
 * }</pre>
 *
 * so that search then product, or remove then add (an article is exchanged), means intent, add then
 * remove means hesitation, and how often each event occurs says little. Purchases are made in the
 * add phase, nearly all of them with intent; drifting visitors leave soonest after removing an
 * article, and look at dearer ones. Rates are per minute.
 */
final class ShopProcess {
  /** Name and version of these constants; a data card carries it. */
  static final String VERSION = "unroll4j-shop/1";

  static final List<String> TYPES =
      List.of(
          "home",
          "search",
          "category",
          "product",
          "reviews",
          "add_to_cart",
          "remove_from_cart",
          "cart",
          "checkout");

  static final Set<String> PRICED = Set.of("product", "add_to_cart", "remove_from_cart");

  private static final double ENTER = 1.8;
  private static final double MOVE = 0.45;
  private static final double AGAINST_THE_RING = 0.02;
  private static final double CHANGE_OF_MODE = 0.003;
  private static final double EVENTS = 1.8;
  private static final double MEDIAN_PRICE = 40.0;

  private enum Mode {
    INTENT(0.4, 0.36, 0.015, 0.015, 0.0),
    DRIFT(0.6, 0.03, 0.075, 0.24, 1.2);

    private final double share;
    private final double purchaseInAdd;
    private final double leave;
    private final double leaveInRemove;
    private final double logPriceShift;

    Mode(
        double share,
        double purchaseInAdd,
        double leave,
        double leaveInRemove,
        double logPriceShift) {
      this.share = share;
      this.purchaseInAdd = purchaseInAdd;
      this.leave = leave;
      this.leaveInRemove = leaveInRemove;
      this.logPriceShift = logPriceShift;
    }
  }

  private enum Phase {
    ENTRY(0.0, Map.of("home", 0.7, "category", 0.3)),
    SEARCH(0.7, Map.of("search", 0.88, "category", 0.08, "home", 0.04)),
    PRODUCT(0.2, Map.of("product", 0.88, "reviews", 0.12)),
    REMOVE(0.05, Map.of("remove_from_cart", 0.92, "cart", 0.08)),
    ADD(0.05, Map.of("add_to_cart", 0.85, "checkout", 0.1, "cart", 0.05));

    private final double shareAfterEntry;
    private final Map<String, Double> events;

    Phase(double shareAfterEntry, Map<String, Double> events) {
      this.shareAfterEntry = shareAfterEntry;
      this.events = events;
    }
  }

  private static final List<Phase> RING =
      List.of(Phase.SEARCH, Phase.PRODUCT, Phase.REMOVE, Phase.ADD);

  private ShopProcess() {}

  static MarkedProcess create() {
    int states = Mode.values().length * Phase.values().length;
    double[] initial = new double[states];
    double[][] jumps = new double[states][states];
    double[] events = new double[states];
    double[][] marks = new double[states][TYPES.size()];
    double[] purchase = new double[states];
    double[] leave = new double[states];
    double[] logPrice = new double[states];
    for (Mode mode : Mode.values()) {
      initial[state(mode, Phase.ENTRY)] = mode.share;
      addMoves(mode, jumps);
      purchase[state(mode, Phase.ADD)] = mode.purchaseInAdd;
      for (Phase phase : Phase.values()) {
        int s = state(mode, phase);
        jumps[s][state(other(mode), phase)] = CHANGE_OF_MODE;
        events[s] = EVENTS;
        phase.events.forEach((type, share) -> marks[s][TYPES.indexOf(type)] = share);
        leave[s] = phase == Phase.REMOVE ? mode.leaveInRemove : mode.leave;
        logPrice[s] = StrictMath.log(MEDIAN_PRICE) + mode.logPriceShift;
      }
    }
    MarkedProcess.Prices prices = new MarkedProcess.Prices(PRICED, logPrice, 1.0);
    return new MarkedProcess(TYPES, initial, jumps, events, marks, purchase, leave, prices);
  }

  private static void addMoves(Mode mode, double[][] jumps) {
    double along = mode == Mode.INTENT ? 1 - AGAINST_THE_RING : AGAINST_THE_RING;
    for (int i = 0; i < RING.size(); i++) {
      int here = state(mode, RING.get(i));
      jumps[state(mode, Phase.ENTRY)][here] = ENTER * RING.get(i).shareAfterEntry;
      jumps[here][state(mode, RING.get((i + 1) % RING.size()))] = MOVE * along;
      jumps[here][state(mode, RING.get((i + RING.size() - 1) % RING.size()))] = MOVE * (1 - along);
    }
  }

  private static Mode other(Mode mode) {
    return mode == Mode.INTENT ? Mode.DRIFT : Mode.INTENT;
  }

  private static int state(Mode mode, Phase phase) {
    return mode.ordinal() * Phase.values().length + phase.ordinal();
  }
}
