package org.unroll4j.studies.session;

import java.util.List;
import java.util.Map;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.labels.LabelledSequence;
import org.unroll4j.studies.baselines.Baselines;
import org.unroll4j.studies.baselines.SessionEvents;
import org.unroll4j.studies.evaluation.Moments;
import org.unroll4j.studies.evaluation.Predictions;

/**
 * A part of the data with what the network says about it.
 *
 * @param table all events
 * @param sequences the part's sequences
 * @param moments their labelled events
 * @param probabilities the network's, {@code [sequence][event]}
 */
record MeasuredPart(
    EventTable table, List<LabelledSequence> sequences, Moments moments, double[][] probabilities) {

  static MeasuredPart of(SessionModel model, EventTable table, List<LabelledSequence> sequences) {
    return new MeasuredPart(
        table,
        sequences,
        Moments.labelled(table, sequences),
        model.probabilities(model.encoder().encode(table, sequences)));
  }

  Predictions predictions() {
    return Predictions.pick(moments, probabilities);
  }

  /** The events as the baselines see them. */
  SessionEvents events() {
    return SessionEvents.of(
        table, sequences, table.columns().categorical(), table.columns().numeric());
  }

  Baselines.Part baselinePart() {
    return new Baselines.Part(events(), moments);
  }

  /** Adds what each baseline predicts for some moments of this part. */
  void predictWith(Baselines baselines, Moments when, Map<String, Predictions> into) {
    SessionEvents events = events();
    baselines.trained().forEach(b -> into.put(b.name(), b.predict(events, when)));
  }
}
