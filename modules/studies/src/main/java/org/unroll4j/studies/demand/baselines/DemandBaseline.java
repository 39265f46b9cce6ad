package org.unroll4j.studies.demand.baselines;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.unroll4j.studies.demand.forecast.Forecaster;

/** A fitted baseline. It is a plain value that JSON can hold. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "baseline")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LastValue.class, name = "last"),
  @JsonSubTypes.Type(value = SeasonalValue.class, name = "seasonal"),
  @JsonSubTypes.Type(value = SameTimeOfDay.class, name = "sameTimeOfDay"),
  @JsonSubTypes.Type(value = Naive2.class, name = "naive2"),
  @JsonSubTypes.Type(value = LinearAutoregression.class, name = "linear"),
  @JsonSubTypes.Type(value = BoostedForecaster.class, name = "boostedTrees")
})
public sealed interface DemandBaseline extends Forecaster
    permits PlainBaseline, LinearAutoregression, BoostedForecaster {

  /** One sentence that says what it is. */
  String description();
}
