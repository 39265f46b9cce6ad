package org.unroll4j.data.generate;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The visitor of the generated shop. A hidden state is a mode (intent or drift) and a phase. Inside
 * two rings of phases a visitor with intent goes round one way, a drifting one the other way, at
 * the same speed:
 *
 * <pre>{@code
 * looking:  search → product → reviews → search      intent;  drift the other way
 * basket:   remove → add → till → remove             intent;  drift the other way
 * }</pre>
 *
 * so that search then product means intent, add then remove means hesitation, and how often each
 * event occurs says little. Only a visitor with intent who stands at the till purchases. Rates are
 * per minute.
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

  private static final double MOVE = 2.0;
  private static final double AGAINST_THE_RING = 0.03;
  private static final double TO_BASKET = 0.6;
  private static final double FROM_BASKET = 0.4;
  private static final double EVENTS = 3.5;
  private static final double MEDIAN_PRICE = 40.0;

  private enum Mode {
    INTENT(0.4, 0.03, 3.0, 0.04, 0.0),
    DRIFT(0.6, 0.02, 0.0, 0.16, 0.4);

    private final double share;
    private final double change;
    private final double purchaseAtTill;
    private final double leave;
    private final double logPriceShift;

    Mode(double share, double change, double purchaseAtTill, double leave, double logPriceShift) {
      this.share = share;
      this.change = change;
      this.purchaseAtTill = purchaseAtTill;
      this.leave = leave;
      this.logPriceShift = logPriceShift;
    }
  }

  private enum Phase {
    ENTRY(Map.of("home", 0.7, "category", 0.3)),
    SEARCH(Map.of("search", 0.96, "category", 0.04)),
    PRODUCT(Map.of("product", 0.96, "reviews", 0.02, "category", 0.02)),
    REVIEWS(Map.of("reviews", 0.96, "product", 0.04)),
    REMOVE(Map.of("remove_from_cart", 0.96, "cart", 0.04)),
    ADD(Map.of("add_to_cart", 0.96, "cart", 0.04)),
    TILL(Map.of("checkout", 0.5, "cart", 0.48, "home", 0.02));

    private final Map<String, Double> events;

    Phase(Map<String, Double> events) {
      this.events = events;
    }
  }

  private static final List<Phase> LOOKING = List.of(Phase.SEARCH, Phase.PRODUCT, Phase.REVIEWS);
  private static final List<Phase> BASKET = List.of(Phase.REMOVE, Phase.ADD, Phase.TILL);

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
      purchase[state(mode, Phase.TILL)] = mode.purchaseAtTill;
      for (Phase phase : Phase.values()) {
        int s = state(mode, phase);
        jumps[s][state(other(mode), phase)] = mode.change;
        events[s] = EVENTS;
        phase.events.forEach((type, share) -> marks[s][TYPES.indexOf(type)] = share);
        leave[s] = mode.leave;
        logPrice[s] = StrictMath.log(MEDIAN_PRICE) + mode.logPriceShift;
      }
    }
    MarkedProcess.Prices prices = new MarkedProcess.Prices(PRICED, logPrice, 1.0);
    return new MarkedProcess(TYPES, initial, jumps, events, marks, purchase, leave, prices);
  }

  private static void addMoves(Mode mode, double[][] jumps) {
    for (Phase first : LOOKING) {
      jumps[state(mode, Phase.ENTRY)][state(mode, first)] = MOVE / 3;
    }
    addRing(mode, LOOKING, jumps);
    addRing(mode, BASKET, jumps);
    for (Phase looking : LOOKING) {
      for (Phase basket : BASKET) {
        jumps[state(mode, looking)][state(mode, basket)] = TO_BASKET / 3;
        jumps[state(mode, basket)][state(mode, looking)] = FROM_BASKET / 3;
      }
    }
  }

  private static void addRing(Mode mode, List<Phase> ring, double[][] jumps) {
    double along = mode == Mode.INTENT ? 1 - AGAINST_THE_RING : AGAINST_THE_RING;
    for (int i = 0; i < ring.size(); i++) {
      int here = state(mode, ring.get(i));
      jumps[here][state(mode, ring.get((i + 1) % ring.size()))] = MOVE * along;
      jumps[here][state(mode, ring.get((i + 2) % ring.size()))] = MOVE * (1 - along);
    }
  }

  private static Mode other(Mode mode) {
    return mode == Mode.INTENT ? Mode.DRIFT : Mode.INTENT;
  }

  private static int state(Mode mode, Phase phase) {
    return mode.ordinal() * Phase.values().length + phase.ordinal();
  }
}
