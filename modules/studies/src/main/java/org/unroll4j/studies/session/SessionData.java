package org.unroll4j.studies.session;

import java.nio.file.Path;
import java.util.List;
import org.unroll4j.data.events.EventReader;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.labels.LabelledSequence;
import org.unroll4j.data.labels.Labelling;
import org.unroll4j.data.split.Parts;
import org.unroll4j.data.split.Shares;
import org.unroll4j.data.split.Split;

/**
 * The data of a study.
 *
 * @param table all events
 * @param labelling what the labels mean
 * @param parts labelled sequences of the three parts
 */
record SessionData(EventTable table, Labelling labelling, Parts parts) {

  /**
   * Reads, labels and splits what the configuration names.
   *
   * @throws org.unroll4j.data.DataException if the data is not fit for the study
   */
  static SessionData read(SessionConfig config) {
    EventTable table = table(config, new DataSettings(config).file());
    Labelling labelling = new DataSettings(config).labelling();
    List<LabelledSequence> sequences = labelling.label(table);
    SplitConfig split = config.split();
    Shares shares = new Shares(split.train(), split.validation(), split.test());
    Parts parts =
        split.by() == SplitConfig.By.TIME
            ? Split.byTime(table, sequences, labelling, shares)
            : Split.byUser(sequences, shares, config.seed());
    parts.requireBothClasses();
    return new SessionData(table, labelling, parts);
  }

  /** Reads an event file with the columns of the configuration. */
  static EventTable table(SessionConfig config, Path file) {
    DataSettings settings = new DataSettings(config);
    return EventReader.read(file, settings.columns(), settings.readOptions());
  }
}
