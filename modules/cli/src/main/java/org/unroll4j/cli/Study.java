package org.unroll4j.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.unroll4j.studies.config.ConfigException;
import org.unroll4j.studies.config.Configurations;
import org.unroll4j.studies.config.StudyKind;
import org.unroll4j.studies.demand.DemandConfig;
import org.unroll4j.studies.demand.DemandModel;
import org.unroll4j.studies.demand.DemandStudy;
import org.unroll4j.studies.run.RunFolder;
import org.unroll4j.studies.session.SessionConfig;
import org.unroll4j.studies.session.SessionModel;
import org.unroll4j.studies.session.SessionStudy;
import org.unroll4j.studies.training.Trainer.Observers;

/** A study that a configuration describes, whatever its kind. */
interface Study {

  /** The configuration with every default filled in. */
  Record configuration();

  /** What the network reads one after another: events, steps. */
  String steps();

  /** Trains from the beginning; returns the run's folder, which is made below {@code parent}. */
  RunFolder train(Path parent, String command, Observers observers);

  /** Goes on with a run of this study. */
  RunFolder resume(Path run, String command, Observers observers);

  /** Measures a run of this study again, on its own data or on other data. */
  void evaluate(Path run, Optional<Path> data, RunFolder into, String command);

  /** The trained network of a run of this study. */
  ComputationGraph network(Path run);

  /**
   * Reads a configuration and refuses one that could not be run.
   *
   * @param overrides assignments {@code key.path=value} that win over the file
   */
  static Study read(Path config, List<String> overrides) {
    return switch (kind(config, overrides)) {
      case SESSION -> {
        SessionConfig session = Configurations.read(config, SessionConfig.class, overrides);
        SessionStudy.check(session);
        yield new Sessions(session);
      }
      case DEMAND -> {
        DemandConfig demand = Configurations.read(config, DemandConfig.class, overrides);
        DemandStudy.check(demand);
        yield new Demand(demand);
      }
    };
  }

  /**
   * The study of a run.
   *
   * @throws ConfigException if the folder is not that of a run
   */
  static Study ofRun(Path run) {
    return read(RunFolder.existing(run).config(), List.of());
  }

  /**
   * Refuses a run of another kind.
   *
   * @param instead what the user can do with such a run
   * @throws ConfigException if the folder is not that of a run of this kind
   */
  static void requireKind(Path run, StudyKind expected, String instead) {
    StudyKind kind = kind(RunFolder.existing(run).config(), List.of());
    if (kind != expected) {
      throw new ConfigException(
          "%s: this is the run of a %s study, and a %s study is expected; %s."
              .formatted(run, kind.word(), expected.word(), instead));
    }
  }

  private static StudyKind kind(Path config, List<String> overrides) {
    return Configurations.word(config, "study", StudyKind.SESSION, overrides);
  }

  /** A study of click sessions. */
  record Sessions(SessionConfig configuration) implements Study {

    @Override
    public String steps() {
      return "events";
    }

    @Override
    public RunFolder train(Path parent, String command, Observers observers) {
      return SessionStudy.train(configuration, parent, command, observers);
    }

    @Override
    public RunFolder resume(Path run, String command, Observers observers) {
      return SessionStudy.resume(run, command, observers);
    }

    @Override
    public void evaluate(Path run, Optional<Path> data, RunFolder into, String command) {
      SessionStudy.evaluate(run, data, into, command);
    }

    @Override
    public ComputationGraph network(Path run) {
      return SessionModel.load(run).network();
    }
  }

  /** A study of demand. */
  record Demand(DemandConfig configuration) implements Study {

    @Override
    public String steps() {
      return "steps";
    }

    @Override
    public RunFolder train(Path parent, String command, Observers observers) {
      return DemandStudy.train(configuration, parent, command, observers);
    }

    @Override
    public RunFolder resume(Path run, String command, Observers observers) {
      return DemandStudy.resume(run, command, observers);
    }

    @Override
    public void evaluate(Path run, Optional<Path> data, RunFolder into, String command) {
      DemandStudy.evaluate(run, data, into, command);
    }

    @Override
    public ComputationGraph network(Path run) {
      return DemandModel.load(run).network();
    }
  }
}
