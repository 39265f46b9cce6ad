package org.unroll4j.studies.demand.head;

import org.unroll4j.studies.config.ConfigException;

/** Makes heads. */
public final class Heads {

  private Heads() {}

  /**
   * The head of a configuration.
   *
   * @param unit of which all values are multiples, or 0 if there is none
   * @throws ConfigException if counts are asked for and there is no unit
   */
  public static Head of(HeadConfig config, double unit) {
    if (config.kind().counts() && !(unit > 0)) {
      throw new ConfigException(
          ("The head %s forecasts counts, but the values are not multiples of one unit (unit = %s);"
                  + " set data.unit, or use the head quantiles.")
              .formatted(config.kind().word(), unit));
    }
    return switch (config.kind()) {
      case MSE, MAE, HUBER -> new PointHead(config);
      case QUANTILES -> new QuantileHead(config, unit);
      default -> new CountHead(config.kind(), config.stockouts(), unit);
    };
  }
}
