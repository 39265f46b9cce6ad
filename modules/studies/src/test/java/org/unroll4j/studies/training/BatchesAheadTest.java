package org.unroll4j.studies.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.unroll4j.data.DataException;
import org.unroll4j.data.batch.BatchSource;
import org.unroll4j.data.batch.Batches;
import org.unroll4j.data.batch.SequenceBatch;

class BatchesAheadTest {

  private static final int EPOCHS = 3;

  private final Batches batches = TrainingFixture.batches(13);
  private final Set<String> made = ConcurrentHashMap.newKeySet();

  /** Batch 2 of epoch 1 cannot be made. */
  private final BatchSource source =
      new BatchSource() {
        @Override
        public int batchesPerEpoch() {
          return batches.batchesPerEpoch();
        }

        @Override
        public SequenceBatch batch(int epoch, int k) {
          made.add(epoch + "." + k);
          if (epoch == 1 && k == 2) {
            throw new DataException("a value is wrong");
          }
          return batches.batch(epoch, k);
        }
      };

  private void expect(BatchesAhead ahead, int epoch, int k) {
    SequenceBatch batch = ahead.batch(epoch, k);
    assertThat(batch.sequenceIndex()).isEqualTo(batches.batch(epoch, k).sequenceIndex());
    assertThat(batch.numbers()).isEqualTo(batches.batch(epoch, k).numbers());
  }

  @Test
  void batchesComeInAnyOrderAndWhatWentWrongComesWithItsBatch() {
    try (BatchesAhead ahead = new BatchesAhead(source, EPOCHS)) {
      for (int k = 0; k < batches.batchesPerEpoch(); k++) {
        expect(ahead, 0, k);
      }
      expect(ahead, 1, 0);
      expect(ahead, 1, 1);
      assertThatThrownBy(() -> ahead.batch(1, 2))
          .isInstanceOf(DataException.class)
          .hasMessage("a value is wrong");
      expect(ahead, 1, 4);
      expect(ahead, 0, 3);
    }
  }

  @Test
  void nothingIsMadeAfterTheLastEpoch() {
    int last = batches.batchesPerEpoch() - 1;
    try (BatchesAhead ahead = new BatchesAhead(source, EPOCHS)) {
      expect(ahead, EPOCHS - 1, last - 1);
      expect(ahead, EPOCHS - 1, last);
    }
    assertThat(made).containsOnly("2." + (last - 1), "2." + last);
  }
}
