package org.unroll4j.studies.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.unroll4j.data.events.Event;
import org.unroll4j.data.features.EncodedEvent;
import org.unroll4j.studies.config.ConfigException;

/**
 * Predicts event by event, with the same numbers as {@link SessionModel#predict} up to rounding.
 * Events of one session must come in the order of their times; sessions may be interleaved.
 *
 * <p>The states of the {@value #REMEMBERED} sessions that were heard of last are kept. Not safe for
 * use by several threads.
 */
public final class SessionStream {

  /** So many sessions are remembered. */
  public static final int REMEMBERED = 100_000;

  private static final long MILLIS_PER_MINUTE = 60_000;

  private final SessionModel model;
  private final ComputationGraph network;
  private final Set<String> endTypes;
  private final boolean hasSessions;
  private final long idleGapMillis;
  private final Map<String, Visit> visits =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Visit> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** What is remembered of a session. */
  private static final class Visit {
    private Event previous;
    private int position;
    private boolean ended;
    private double probability;
    private Map<String, Map<String, INDArray>> states;
  }

  SessionStream(SessionModel model) {
    if (model.config().model().bidirectional()) {
      throw new ConfigException(
          "model.bidirectional: a network that reads in both directions cannot answer event by"
              + " event; predict whole sessions, or train with bidirectional: false.");
    }
    DataSettings settings = new DataSettings(model.config());
    this.model = model;
    this.network = model.network();
    this.endTypes = settings.endTypes();
    this.hasSessions = settings.columns().session() != null;
    this.idleGapMillis = model.config().data().idleGapMinutes() * MILLIS_PER_MINUTE;
  }

  /**
   * The probability after this event; empty from a purchase on. An event that repeats the one
   * before it in every column changes nothing, as in files.
   */
  public OptionalDouble next(Event event) {
    String key = hasSessions ? event.session() + '\n' + event.user() : event.user();
    Visit visit = visits.get(key);
    if (visit == null || isOver(visit, event)) {
      visit = new Visit();
      visits.put(key, visit);
    }
    boolean repeated = model.config().data().dropDuplicates() && event.equals(visit.previous);
    if (!visit.ended && !repeated) {
      step(visit, event);
    }
    visit.previous = event;
    return visit.ended ? OptionalDouble.empty() : OptionalDouble.of(visit.probability);
  }

  private boolean isOver(Visit visit, Event event) {
    return !hasSessions && event.timeMillis() - visit.previous.timeMillis() > idleGapMillis;
  }

  private void step(Visit visit, Event event) {
    if (endTypes.contains(event.type())) {
      visit.ended = true;
      visit.states = null;
    } else {
      EncodedEvent encoded = model.encoder().encode(event, visit.previous, visit.position);
      network.rnnClearPreviousState();
      if (visit.states != null) {
        network.rnnSetPreviousStates(visit.states);
      }
      visit.probability = network.rnnTimeStep(inputs(encoded))[0].getDouble(0);
      visit.states = network.rnnGetPreviousStates();
    }
    visit.position++;
  }

  private static INDArray[] inputs(EncodedEvent event) {
    int columns = event.categories().length;
    INDArray[] inputs = new INDArray[columns + 1];
    for (int i = 0; i < columns; i++) {
      inputs[i] = Nd4j.createFromArray((float) event.categories()[i]).reshape(1, 1, 1);
    }
    inputs[columns] = Nd4j.createFromArray(event.numbers()).reshape(1, event.numbers().length, 1);
    return inputs;
  }
}
