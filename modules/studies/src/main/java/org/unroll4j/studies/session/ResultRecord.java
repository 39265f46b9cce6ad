package org.unroll4j.studies.session;

import java.util.LinkedHashMap;
import java.util.Map;
import org.unroll4j.studies.run.Provenance;
import org.unroll4j.studies.training.RunRecord;

/** What a session study puts into {@code result.json} before it has figures. */
final class ResultRecord {

  private static final String SCHEMA = "unroll4j.session/1";

  private ResultRecord() {}

  static RunRecord of(SessionConfig config, Provenance provenance) {
    RunRecord.Study study =
        new RunRecord.Study(SCHEMA, config.name(), config.title(), task(config.labels()));
    return new RunRecord(study, config, provenance);
  }

  private static Map<String, Object> task(LabelConfig labels) {
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("kind", labels.kind().word());
    if (labels.kind() == LabelConfig.Kind.PURCHASE_WITHIN) {
      task.put("horizonMinutes", labels.horizonMinutes());
    }
    return task;
  }
}
