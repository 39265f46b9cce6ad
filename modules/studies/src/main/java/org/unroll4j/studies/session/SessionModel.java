package org.unroll4j.studies.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.unroll4j.data.events.EventReader;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.events.Session;
import org.unroll4j.data.features.EncodedSequence;
import org.unroll4j.data.features.EncoderState;
import org.unroll4j.data.features.FeatureEncoder;
import org.unroll4j.data.labels.LabelledSequence;
import org.unroll4j.studies.config.ConfigException;
import org.unroll4j.studies.config.Configurations;
import org.unroll4j.studies.network.Feed;
import org.unroll4j.studies.network.Predictor;
import org.unroll4j.studies.run.Provenance;
import org.unroll4j.studies.run.RunFolder;
import org.unroll4j.studies.training.Checkpoint;
import org.unroll4j.studies.training.Checkpoints;
import org.unroll4j.studies.training.TrainingState;

/**
 * A trained network with all that it needs to predict: the configuration and the encoder that it
 * was trained with. Not safe for use by several threads.
 */
public final class SessionModel {

  private final RunFolder folder;
  private final SessionConfig config;
  private final FeatureEncoder encoder;
  private final Checkpoint best;

  private SessionModel(
      RunFolder folder, SessionConfig config, FeatureEncoder encoder, Checkpoint best) {
    this.folder = folder;
    this.config = config;
    this.encoder = encoder;
    this.best = best;
  }

  /**
   * Loads the best network of a run.
   *
   * @throws ConfigException if the folder is not that of a run, or no epoch of it has ended yet
   */
  public static SessionModel load(Path runFolder) {
    RunFolder folder = RunFolder.existing(runFolder);
    SessionConfig config = Configurations.read(folder.config(), SessionConfig.class, List.of());
    try {
      Checkpoints checkpoints = new Checkpoints(folder.checkpoints());
      if (!checkpoints.hasBest()) {
        throw new ConfigException(
            "%s: this run has no trained network yet; finish it with 'train --resume %s'."
                .formatted(runFolder, runFolder));
      }
      EncoderState state = RunFolder.readJson(folder.encoder(), EncoderState.class);
      return new SessionModel(folder, config, new FeatureEncoder(state), checkpoints.loadBest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The configuration that the network was trained with. */
  public SessionConfig config() {
    return config;
  }

  /** What turns events into inputs. */
  public FeatureEncoder encoder() {
    return encoder;
  }

  /** The network. */
  public ComputationGraph network() {
    return best.network();
  }

  /** The state of training when the network was at its best. */
  TrainingState best() {
    return best.state();
  }

  /**
   * Reads an event file with the columns of the configuration; a label column need not be there.
   *
   * @throws org.unroll4j.data.DataException if it cannot be read
   */
  public EventTable read(Path csv) {
    DataSettings settings = new DataSettings(config);
    return EventReader.read(csv, settings.columns().withoutSessionLabel(), settings.readOptions());
  }

  /**
   * The probability after each event of a table, one per row. It is NaN where there is none: from a
   * purchase on, and before the last event of a session if the network reads in both directions.
   */
  public double[] predict(EventTable table) {
    List<LabelledSequence> sequences = unlabelled(table);
    double[][] probabilities = probabilities(encoder.encode(table, sequences));
    double[] perRow = new double[table.rows()];
    Arrays.fill(perRow, Double.NaN);
    for (int s = 0; s < probabilities.length; s++) {
      int from = sequences.get(s).from();
      System.arraycopy(probabilities[s], 0, perRow, from, probabilities[s].length);
    }
    return perRow;
  }

  /**
   * Takes one event at a time and remembers every session's state.
   *
   * @throws ConfigException if the network reads in both directions
   */
  public SessionStream stream() {
    return new SessionStream(this);
  }

  /**
   * The test part of the data that the run was trained on, as the network reads it.
   *
   * @throws org.unroll4j.data.DataException if the data cannot be read
   * @throws ConfigException if it is not what it was
   */
  public List<EncodedSequence> testSequences() {
    SessionData data = ownData();
    return encoder.encode(data.table(), data.parts().test());
  }

  /** The data that the run was trained on. */
  SessionData ownData() {
    SessionData data = SessionData.read(config);
    RunFolder.readJson(folder.provenance(), Provenance.class)
        .requireSameData(config.data().path(), data.table().report().sha256());
    return data;
  }

  /**
   * The probability after each event, {@code [sequence][event]}; NaN where the network gives none.
   */
  public double[][] probabilities(List<EncodedSequence> sequences) {
    return new Predictor(network(), feed(), config.training().batchSize()).probabilities(sequences);
  }

  Feed feed() {
    return new Feed(config.model().bidirectional());
  }

  /** What the network may see of each session. */
  private List<LabelledSequence> unlabelled(EventTable table) {
    Set<String> ends = new DataSettings(config).endTypes();
    List<LabelledSequence> sequences = new ArrayList<>();
    for (Session session : table.sessions()) {
      int to = session.from();
      while (to < session.to() && !ends.contains(table.types().value(to))) {
        to++;
      }
      if (to > session.from()) {
        byte[] labels = new byte[to - session.from()];
        Arrays.fill(labels, LabelledSequence.MASKED);
        sequences.add(new LabelledSequence(session, session.from(), to, labels));
      }
    }
    return sequences;
  }
}
