package org.unroll4j.studies.session;

import org.unroll4j.studies.config.Between;
import org.unroll4j.studies.config.Default;
import org.unroll4j.studies.config.StudyKind;
import org.unroll4j.studies.network.ModelConfig;
import org.unroll4j.studies.training.TrainingConfig;

/**
 * Everything that decides how a session study runs.
 *
 * @param study the kind, session
 * @param name short name; run folders begin with it
 * @param title one sentence that says what is predicted
 * @param seed from which every random draw follows
 * @param data the event file
 * @param labels what is predicted
 * @param split which sessions train, validate and test
 * @param features what the network sees
 * @param model the network
 * @param training how it learns
 * @param evaluation what is measured afterwards
 */
public record SessionConfig(
    @Default("session") StudyKind study,
    String name,
    String title,
    @Default("1") @Between(min = 0) long seed,
    DataConfig data,
    LabelConfig labels,
    SplitConfig split,
    FeaturesConfig features,
    ModelConfig model,
    TrainingConfig training,
    EvaluationConfig evaluation) {

  public SessionConfig {
    if (study != StudyKind.SESSION) {
      throw new IllegalArgumentException(
          "study must be session here, but was %s.".formatted(study.word()));
    }
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "name must consist of letters, digits, '.', '_' and '-', but was '%s'.".formatted(name));
    }
    if (model.bidirectional() && labels.kind() == LabelConfig.Kind.PURCHASE_WITHIN) {
      throw new IllegalArgumentException(
          "model.bidirectional must be false with labels.kind purchaseWithin: the backward"
              + " direction would read events that lie in the future of the event that is predicted"
              + " for.");
    }
  }
}
