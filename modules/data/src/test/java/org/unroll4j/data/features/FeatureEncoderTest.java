package org.unroll4j.data.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.data.DataException;
import org.unroll4j.data.RandomLogs;
import org.unroll4j.data.events.CsvFiles;
import org.unroll4j.data.events.Event;
import org.unroll4j.data.events.EventReader;
import org.unroll4j.data.events.EventTable;
import org.unroll4j.data.events.ReadOptions;
import org.unroll4j.data.labels.LabelledSequence;
import org.unroll4j.data.labels.PurchaseWithin;

class FeatureEncoderTest {
  private static final FeatureConfig CONFIG =
      new FeatureConfig(List.of("brand"), List.of(new NumericFeature("price", false)), 2);

  @TempDir private Path folder;
  private EventTable table;
  private List<LabelledSequence> sequences;

  @BeforeEach
  void read() {
    table =
        EventReader.read(
            CsvFiles.write(
                folder,
                "e.csv",
                "sid,uid,at,what,brand,price",
                "a,u,2019-10-01T06:00:00Z,view,acme,1",
                "a,u,2019-10-01T06:00:09Z,view,acme,",
                "a,u,2019-10-01T06:01:09Z,cart,rare,3",
                "b,v,2019-10-02T00:00:00Z,view,new,1000",
                "b,v,2019-10-02T00:00:00Z,purchase,new,"),
            CsvFiles.SHOP,
            ReadOptions.defaults());
    sequences = new PurchaseWithin(Duration.ofMinutes(1), "purchase").label(table);
  }

  private FeatureEncoder encoder() {
    return FeatureEncoder.fit(table, sequences.subList(0, 1), CONFIG);
  }

  @Test
  void valuesAreFrequentRareOrUnseenAsTheTrainingPartSays() {
    FeatureEncoder encoder = encoder();
    assertThat(encoder.vocabularies())
        .containsExactly(
            new Vocabulary("what", List.of("view"), List.of("cart")),
            new Vocabulary("brand", List.of("acme"), List.of("rare")));
    assertThat(encoder.vocabularies().get(1).indices()).isEqualTo(3);
    assertThat(encoder.encode(table, sequences.get(0)).categories())
        .isDeepEqualTo(new int[][] {{2, 2, 1}, {2, 2, 1}});
    assertThat(encoder.encode(table, sequences.get(1)).categories())
        .isDeepEqualTo(new int[][] {{2}, {0}});
  }

  @Test
  void numbersAreStandardisedOnTheTrainingPartOnly() {
    FeatureEncoder encoder = encoder();
    assertThat(encoder.channelNames())
        .containsExactly(
            "logSecondsSincePrevious",
            "logPosition",
            "hourSin",
            "hourCos",
            "price",
            "missing:price");
    float[][] train = encoder.encode(table, sequences.get(0)).numbers();
    assertThat(train[4]).as("mean 2, deviation 1, missing is 0").containsExactly(-1, 0, 1);
    assertThat(train[5]).containsExactly(0, 1, 0);
    assertThat(train[2][0]).as("sine at 6 h").isCloseTo(1, within(1e-6f));
    assertThat(train[3][0]).isCloseTo(0, within(1e-6f));
    double[] gaps = {0, Math.log(10), Math.log(61)};
    double mean = (gaps[0] + gaps[1] + gaps[2]) / 3;
    double deviation = 0;
    for (double gap : gaps) {
      deviation += (gap - mean) * (gap - mean) / 3;
    }
    for (int t = 0; t < 3; t++) {
      assertThat(train[0][t])
          .isCloseTo((float) ((gaps[t] - mean) / Math.sqrt(deviation)), within(1e-5f));
    }
    assertThat(encoder.encode(table, sequences.get(1)).numbers()[4]).containsExactly(998);
  }

  @Test
  void whatIsOutsideTheTrainingPartChangesNothing() {
    EventTable other = RandomLogs.table(17);
    List<LabelledSequence> all = new PurchaseWithin(Duration.ofMinutes(1), "purchase").label(other);
    FeatureConfig config =
        new FeatureConfig(List.of("brand"), List.of(new NumericFeature("price", true)), 2);
    List<LabelledSequence> train = all.subList(0, all.size() / 2);
    EncoderState state = FeatureEncoder.fit(other, train, config).state();
    assertThat(state).isNotEqualTo(FeatureEncoder.fit(other, all, config).state());
    float[] price = new float[0];
    double sum = 0;
    int present = 0;
    FeatureEncoder encoder = new FeatureEncoder(state);
    for (LabelledSequence sequence : train) {
      EncodedSequence encoded = encoder.encode(other, sequence);
      price = encoded.numbers()[4];
      for (int t = 0; t < price.length; t++) {
        sum += price[t];
        present += encoded.numbers()[5][t] == 0 ? 1 : 0;
      }
    }
    assertThat(sum / present).as("mean of the training part").isCloseTo(0, within(1e-6));
  }

  @Test
  void aStreamGivesTheSameAsTheWholeSequence() {
    FeatureEncoder encoder = encoder();
    EncodedSequence whole = encoder.encode(table, sequences.get(0));
    Event previous = null;
    for (int t = 0; t < 3; t++) {
      Event event = table.event(t);
      EncodedEvent one = encoder.encode(event, previous, t);
      for (int c = 0; c < one.categories().length; c++) {
        assertThat(one.categories()[c]).isEqualTo(whole.categories()[c][t]);
      }
      for (int c = 0; c < one.numbers().length; c++) {
        assertThat(one.numbers()[c]).isEqualTo(whole.numbers()[c][t]);
      }
      previous = event;
    }
  }

  @Test
  void refusesColumnsThatAreNotRead() {
    FeatureConfig unknown = new FeatureConfig(List.of("make"), List.of(), 1);
    assertThatThrownBy(() -> FeatureEncoder.fit(table, sequences, unknown))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("\"make\" is not read");
    FeatureConfig number =
        new FeatureConfig(List.of(), List.of(new NumericFeature("size", false)), 1);
    assertThatThrownBy(() -> FeatureEncoder.fit(table, sequences, number))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("\"size\" is not read");
    EventTable other =
        EventReader.read(
            CsvFiles.write(folder, "f.csv", "sid,uid,at,what", "a,b,1,c"),
            new org.unroll4j.data.events.EventColumns("sid", "uid", "at", "what", null, null, null),
            ReadOptions.defaults());
    LabelledSequence one = new LabelledSequence(other.sessions().get(0), 0, 1, new byte[] {0});
    assertThatThrownBy(() -> encoder().encode(other, one))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected [brand] and [price]");
  }
}
