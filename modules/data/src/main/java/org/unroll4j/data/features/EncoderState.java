package org.unroll4j.data.features;

import java.util.List;
import org.unroll4j.data.events.EventColumns;

/**
 * All that a {@link FeatureEncoder} has learnt, as plain values that go into a file of a run.
 *
 * @param columns the columns that were read
 * @param config which features are made
 * @param vocabularies the event type, then the further categorical columns
 * @param channels the numeric channels; those that are not standardised have mean 0, deviation 1
 */
public record EncoderState(
    EventColumns columns,
    FeatureConfig config,
    List<Vocabulary> vocabularies,
    List<Standardiser> channels) {

  public EncoderState {
    vocabularies = List.copyOf(vocabularies);
    channels = List.copyOf(channels);
  }
}
