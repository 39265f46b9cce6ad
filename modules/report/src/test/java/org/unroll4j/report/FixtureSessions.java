package org.unroll4j.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** Sessions of a shop with probabilities that rise and fall with what happens. */
final class FixtureSessions {

  static final List<String> TYPES =
      List.of(
          "home",
          "search",
          "category",
          "product",
          "reviews",
          "add to cart",
          "remove from cart",
          "cart",
          "checkout",
          "leave");
  private static final double[] PUSH = {-0.2, 0.5, 0.1, 0.4, 0.5, 1.1, -1.4, 0.6, 1.4, -2.0};

  private final SplittableRandom random;
  private final List<String> gates;
  private final boolean attainable;

  FixtureSessions(SplittableRandom random, List<String> gates, boolean attainable) {
    this.random = random;
    this.gates = gates;
    this.attainable = attainable;
  }

  void add(ArrayNode sessions, int events, String outcome, String why) {
    ObjectNode session = sessions.addObject();
    session
        .put("id", "s-" + random.nextInt(10_000, 99_999))
        .put("user", "u-" + random.nextInt(999));
    session.put("why", why).put("outcome", outcome);
    ArrayNode array = session.putArray("events");
    Instant start = Instant.parse("2024-03-21T10:15:00Z");
    double minutes = 0;
    double logit = -3;
    for (int i = 0; i < events; i++) {
      int type = i == 0 ? 0 : random.nextInt(outcome.equals("purchase") ? 9 : 10);
      logit = 0.8 * logit - 0.3 + PUSH[type];
      ObjectNode event = array.addObject();
      event.put("time", start.plusSeconds(Math.round(60 * minutes)).toString());
      event.put("minutes", minutes).put("type", TYPES.get(type));
      if (type == 3) {
        event.put("detail", "sneakers, 79.90");
      }
      event.put("probability", sigma(logit));
      if (attainable) {
        event.put("attainable", sigma(logit + 0.6 * (random.nextDouble() - 0.5)));
      }
      if (!outcome.equals("censored") || i < events / 2) {
        event.put("label", outcome.equals("purchase") && i > events / 3 ? 1 : 0);
      }
      gates(event, type);
      event.put("stateNorm", 1 + 2 * random.nextDouble());
      minutes += 0.05 - 1.1 * Math.log(1 - random.nextDouble());
    }
  }

  private void gates(ObjectNode event, int type) {
    if (!gates.isEmpty()) {
      ObjectNode values = event.putObject("gates");
      for (String gate : gates) {
        values.put(gate, sigma(PUSH[type] + 1.5 * (random.nextDouble() - 0.5)));
      }
    }
  }

  private static double sigma(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
