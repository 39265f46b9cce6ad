package org.unroll4j.data.features;

import java.util.List;
import org.unroll4j.data.DataException;

/**
 * Which features are made. The event type, the time since the event before, the position and the
 * hour of day are always among them.
 *
 * @param categorical further categorical columns
 * @param numeric numeric columns
 * @param minCount a value that appears less often in the training part counts as rare
 */
public record FeatureConfig(List<String> categorical, List<NumericFeature> numeric, int minCount) {

  public FeatureConfig {
    categorical = List.copyOf(categorical);
    numeric = List.copyOf(numeric);
    if (minCount < 1) {
      throw new DataException(
          "FeatureConfig: minCount must be 1 or more, but was %d.".formatted(minCount));
    }
  }
}
