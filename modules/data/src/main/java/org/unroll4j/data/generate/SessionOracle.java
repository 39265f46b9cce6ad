package org.unroll4j.data.generate;

import java.nio.file.Path;
import java.util.Optional;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.labels.LabelledSequence;
import org.unroll4j.data.labels.Labelling;

/** The exact probability of the label, given what a model sees, for data of the generator. */
public final class SessionOracle {
  private SessionOracle() {}

  /** The oracle of a generated file; empty if the file has no data card of the generator. */
  public static Optional<SessionOracle> forDataSet(Path csv) {
    return csv == null ? Optional.of(new SessionOracle()) : Optional.empty();
  }

  /** One probability per event of the sequence; NaN where the label does not ask for one. */
  public double[] probabilities(EventTable table, LabelledSequence sequence, Labelling labelling) {
    throw new UnsupportedOperationException("not yet " + table + sequence + labelling);
  }
}
