package com.example.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A small made-up shop. Visitors look around, put things into the cart and take them out again;
 * whoever leaves with something in the cart buys it. Counting events says little, their order says
 * all: "add, remove" ends differently from "remove, add".
 */
final class Shop {

  /** What a visitor can do. */
  enum Event {
    LOOK,
    ADD,
    REMOVE
  }

  /** One visit: its events, and whether it ended with a purchase. */
  record Visit(List<Event> events, boolean purchase) {}

  /** The longest visit. */
  static final int MOST_EVENTS = 15;

  private Shop() {}

  /** Visits of 4 to {@value #MOST_EVENTS} events; the same seed gives the same visits. */
  static List<Visit> visits(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Visit> visits = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      List<Event> events = new ArrayList<>();
      boolean inCart = false;
      int length = random.nextInt(4, MOST_EVENTS + 1);
      for (int t = 0; t < length; t++) {
        Event event = draw(random.nextInt(10));
        inCart = event == Event.ADD || (inCart && event != Event.REMOVE);
        events.add(event);
      }
      visits.add(new Visit(events, inCart));
    }
    return visits;
  }

  private static Event draw(int die) {
    return switch (die) {
      case 0 -> Event.ADD;
      case 1 -> Event.REMOVE;
      default -> Event.LOOK;
    };
  }

  /**
   * Visits as Deeplearning4j wants them: events one-hot [N, 3, T], the outcome as the label of every
   * event [N, 1, T], and masks [N, T] that say which events there are.
   */
  static DataSet batch(List<Visit> visits) {
    int n = visits.size();
    INDArray events = Nd4j.zeros(n, Event.values().length, MOST_EVENTS);
    INDArray outcomes = Nd4j.zeros(n, 1, MOST_EVENTS);
    INDArray mask = Nd4j.zeros(n, MOST_EVENTS);
    for (int i = 0; i < n; i++) {
      Visit visit = visits.get(i);
      for (int t = 0; t < visit.events().size(); t++) {
        events.putScalar(i, visit.events().get(t).ordinal(), t, 1);
        outcomes.putScalar(i, 0, t, visit.purchase() ? 1 : 0);
        mask.putScalar(i, t, 1);
      }
    }
    return new DataSet(events, outcomes, mask, mask.dup());
  }
}
