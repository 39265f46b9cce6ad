package org.unroll4j.data.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.unroll4j.data.DataException;
import org.unroll4j.data.events.Event;
import org.unroll4j.data.events.EventColumns;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.labels.LabelledSequence;

/**
 * Turns events into indices and numbers. It learns from the training part only and treats an event
 * of a stream and one of a file alike: both go through {@link #encode(Event, Event, int)}.
 */
public final class FeatureEncoder {
  private final EncoderState state;
  private final RawChannels raw;
  private final int[] source;
  private final List<Map<String, Integer>> indexOf;

  /** An encoder that has learnt before. */
  public FeatureEncoder(EncoderState state) {
    this.state = state;
    this.raw = new RawChannels(state.columns(), state.config());
    this.source =
        state.config().categorical().stream()
            .mapToInt(column -> categoricalColumn(state.columns(), column))
            .toArray();
    this.indexOf = state.vocabularies().stream().map(Vocabulary::index).toList();
    if (indexOf.size() != source.length + 1 || state.channels().size() != raw.names().size()) {
      throw new DataException(
          "FeatureEncoder: %d vocabularies and %d channels do not fit the configured features."
              .formatted(indexOf.size(), state.channels().size()));
    }
  }

  /** Learns vocabularies and scales from the given sequences of the table and from nothing else. */
  public static FeatureEncoder fit(
      EventTable table, List<LabelledSequence> train, FeatureConfig config) {
    List<Vocabulary> vocabularies = new ArrayList<>();
    vocabularies.add(
        Vocabulary.fit(
            table.columns().type(), TableValues.of(table.types(), train), config.minCount()));
    for (String column : config.categorical()) {
      int index = categoricalColumn(table.columns(), column);
      vocabularies.add(
          Vocabulary.fit(
              column, TableValues.of(table.categorical().get(index), train), config.minCount()));
    }
    ChannelStatistics statistics = new ChannelStatistics(new RawChannels(table.columns(), config));
    train.forEach(sequence -> statistics.add(table, sequence));
    return new FeatureEncoder(
        new EncoderState(table.columns(), config, vocabularies, statistics.standardisers()));
  }

  private static int categoricalColumn(EventColumns columns, String column) {
    int index = columns.categorical().indexOf(column);
    if (index < 0) {
      throw new DataException(
          "FeatureConfig: categorical column \"%s\" is not read; the columns have %s."
              .formatted(column, columns.categorical()));
    }
    return index;
  }

  public EncoderState state() {
    return state;
  }

  /** The event type, then the further categorical columns. */
  public List<Vocabulary> vocabularies() {
    return state.vocabularies();
  }

  /** Names of the numeric channels in their order. */
  public List<String> channelNames() {
    return state.channels().stream().map(Standardiser::channel).toList();
  }

  /**
   * Encodes one event.
   *
   * @param previous the event before in the same session, or null for the first
   * @param position 0 for the first event of the session
   */
  public EncodedEvent encode(Event event, Event previous, int position) {
    int[] categories = new int[indexOf.size()];
    categories[0] = indexOf.get(0).getOrDefault(event.type(), Vocabulary.UNSEEN);
    for (int i = 0; i < source.length; i++) {
      String value = event.categorical().get(source[i]);
      categories[i + 1] = indexOf.get(i + 1).getOrDefault(value, Vocabulary.UNSEEN);
    }
    double[] values = raw.of(event, previous, position);
    float[] numbers = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      numbers[i] = state.channels().get(i).apply(values[i]);
    }
    return new EncodedEvent(categories, numbers);
  }

  /**
   * Encodes a whole sequence.
   *
   * @throws DataException if the table was read with other feature columns than the encoder knows
   */
  public EncodedSequence encode(EventTable table, LabelledSequence sequence) {
    requireSameColumns(table.columns());
    int length = sequence.length();
    int[][] categories = new int[indexOf.size()][length];
    float[][] numbers = new float[state.channels().size()][length];
    Event previous = null;
    for (int t = 0; t < length; t++) {
      Event event = table.event(sequence.from() + t);
      EncodedEvent encoded = encode(event, previous, t);
      for (int i = 0; i < categories.length; i++) {
        categories[i][t] = encoded.categories()[i];
      }
      for (int i = 0; i < numbers.length; i++) {
        numbers[i][t] = encoded.numbers()[i];
      }
      previous = event;
    }
    return new EncodedSequence(categories, numbers, sequence.labels().clone());
  }

  /** Encodes sequences one by one. */
  public List<EncodedSequence> encode(EventTable table, List<LabelledSequence> sequences) {
    return sequences.stream().map(sequence -> encode(table, sequence)).toList();
  }

  private void requireSameColumns(EventColumns columns) {
    if (!columns.categorical().equals(state.columns().categorical())
        || !columns.numeric().equals(state.columns().numeric())) {
      throw new DataException(
          "FeatureEncoder: the data was read with columns %s and %s, expected %s and %s."
              .formatted(
                  columns.categorical(),
                  columns.numeric(),
                  state.columns().categorical(),
                  state.columns().numeric()));
    }
  }
}
