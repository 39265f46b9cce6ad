package org.unroll4j.studies.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.unroll4j.data.events.EventColumns;
import org.unroll4j.data.events.ReadOptions;
import org.unroll4j.data.features.FeatureConfig;
import org.unroll4j.data.features.NumericFeature;
import org.unroll4j.data.labels.Labelling;
import org.unroll4j.data.labels.PurchaseWithin;
import org.unroll4j.data.labels.SessionLabel;
import org.unroll4j.studies.config.ConfigException;
import org.unroll4j.studies.run.DataPaths;

/**
 * What a configuration asks of the data module.
 *
 * @param config the configuration
 */
record DataSettings(SessionConfig config) {

  /** Checks what can be checked without looking at the data. */
  DataSettings {
    List<String> numeric = config.data().columns().numeric();
    for (String column : config.features().log1p()) {
      if (!numeric.contains(column)) {
        throw new ConfigException(
            "features.log1p: '%s' is not one of data.columns.numeric (%s)."
                .formatted(column, String.join(", ", numeric)));
      }
    }
  }

  /** The event file; a relative path may also be meant from the toolkit's own folder. */
  Path file() {
    return DataPaths.find(config.data().path());
  }

  EventColumns columns() {
    DataConfig.ColumnsConfig c = config.data().columns();
    return new EventColumns(
        c.session(),
        c.user(),
        c.time(),
        c.type(),
        c.categorical(),
        c.numeric(),
        perEvent() ? null : config.labels().column());
  }

  ReadOptions readOptions() {
    String format = config.data().timeFormat();
    return new ReadOptions(
        format.equals("auto") ? null : format,
        Duration.ofMinutes(config.data().idleGapMinutes()),
        config.data().maxMalformedRows(),
        config.data().dropDuplicates());
  }

  Labelling labelling() {
    LabelConfig labels = config.labels();
    return perEvent()
        ? new PurchaseWithin(horizon(), labels.purchaseType())
        : new SessionLabel(labels.positive(), new HashSet<>(labels.cutBefore()));
  }

  /** Types of events that end what the model may see of a session. */
  Set<String> endTypes() {
    return perEvent()
        ? Set.of(config.labels().purchaseType())
        : Set.copyOf(config.labels().cutBefore());
  }

  Duration horizon() {
    return Duration.ofMinutes(config.labels().horizonMinutes());
  }

  boolean perEvent() {
    return config.labels().kind() == LabelConfig.Kind.PURCHASE_WITHIN;
  }

  FeatureConfig features() {
    List<String> log1p = config.features().log1p();
    return new FeatureConfig(
        config.data().columns().categorical(),
        config.data().columns().numeric().stream()
            .map(column -> new NumericFeature(column, log1p.contains(column)))
            .toList(),
        config.features().minCount());
  }
}
