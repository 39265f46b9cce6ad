package org.unroll4j.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** Series whose sales follow the hour of the day, with their forecasts. */
final class DemandFixtureFans {

  private static final Instant ORIGIN = Instant.parse("2024-03-28T23:00:00Z");
  private static final double[] BANDS = {50, 0.67, 80, 1.28, 95, 1.96};

  private final SplittableRandom random;
  private final int horizon;

  DemandFixtureFans(SplittableRandom random, int horizon) {
    this.random = random;
    this.horizon = horizon;
  }

  static String name(int i) {
    return "store-%d · product-%d".formatted(i % 6 + 1, i / 6 + 1);
  }

  /** Adds fans, and a spike in the first of them. */
  void add(ObjectNode json) {
    ArrayNode fans = json.putArray("fans");
    String[] why = {"large", "good", "typical", "intermittent", "worst"};
    double[] level = {40, 12, 4, 0.15, 1.5};
    for (int i = 0; i < why.length; i++) {
      fan(fans.addObject().put("name", name(7 * i)).put("why", why[i]), level[i]);
    }
    ObjectNode spike = (ObjectNode) fans.path(0).path("steps").path(9);
    double expected = spike.path("mean").doubleValue();
    spike.put("value", 3 * expected);
    ArrayNode anomalies = json.putArray("anomalies");
    for (int i = 0; i < 12; i++) {
      anomalies
          .addObject()
          .put("series", name(7 * i % 60))
          .put("time", i == 0 ? spike.path("time").asText() : "2024-03-25T%02d:00:00Z".formatted(i))
          .put("value", i == 0 ? 3 * expected : 2.0 * i)
          .put("expected", i == 0 ? expected : 0.7 * i)
          .put("low", 0)
          .put("high", i == 0 ? 1.5 * expected : 1.2 * i)
          .put("score", 9.7 - 0.4 * i)
          .put("kind", i % 5 == 3 ? "flat" : i % 2 == 0 ? "spike" : "drop");
    }
  }

  private void fan(ObjectNode fan, double level) {
    fan.put("wape", 0.3 + 0.5 / Math.sqrt(level)).put("baseline", "boostedTrees");
    ArrayNode history = fan.putArray("history");
    for (int step = -71; step <= 0; step++) {
      double mean = mean(level, step);
      history
          .addObject()
          .put("time", time(step))
          .put("value", draw(mean))
          .put("stockout", step > -30 && step < -26);
    }
    ArrayNode steps = fan.putArray("steps");
    for (int step = 1; step <= Math.max(24, horizon); step++) {
      double mean = mean(level, step);
      double forecast = mean * (0.9 + 0.2 * random.nextDouble());
      double spread = Math.sqrt(forecast + 0.05 * forecast * forecast);
      ObjectNode one = steps.addObject().put("time", time(step)).put("value", draw(mean));
      one.put("stockout", step == 20).put("mean", forecast).put("median", Math.floor(forecast));
      for (int b = 0; b < BANDS.length; b += 2) {
        int band = (int) BANDS[b];
        one.put("low" + band, Math.max(0, Math.floor(forecast - BANDS[b + 1] * spread)));
        one.put("high" + band, Math.ceil(forecast + BANDS[b + 1] * spread));
      }
      one.put("baseline", Math.round(mean * (0.7 + 0.6 * random.nextDouble())));
      one.put("attainable", Math.floor(mean));
    }
  }

  private static double mean(double level, int step) {
    return level * (1.1 + Math.sin((Math.floorMod(step - 1, 24) - 9) * Math.PI / 12));
  }

  private double draw(double mean) {
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
  }

  private static String time(int step) {
    return ORIGIN.plus(Duration.ofHours(step)).toString();
  }
}
