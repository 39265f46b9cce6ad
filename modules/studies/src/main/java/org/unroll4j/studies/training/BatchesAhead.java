package org.unroll4j.studies.training;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.unroll4j.data.batch.BatchSource;
import org.unroll4j.data.batch.SequenceBatch;

/**
 * Makes the next batch on a thread of its own while the network learns from this one. Batches are a
 * function of epoch and number, so it does not matter who makes them; what goes wrong there is
 * thrown where the batch is asked for. With one processor, or the system property {@code
 * unroll4j.threads} at 1, nothing is made ahead.
 */
final class BatchesAhead implements AutoCloseable {

  private static final boolean ONE_THREAD =
      Integer.getInteger("unroll4j.threads", Runtime.getRuntime().availableProcessors()) == 1;

  private final BatchSource source;
  private final int epochs;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread daemon = new Thread(work, "unroll4j-batches");
            daemon.setDaemon(true);
            return daemon;
          });
  private Place place;
  private Future<SequenceBatch> next;

  private record Place(int epoch, int number) {}

  /**
   * Batches of a source.
   *
   * @param epochs after so many no batch is made ahead
   */
  BatchesAhead(BatchSource source, int epochs) {
    this.source = source;
    this.epochs = epochs;
  }

  /** Batch k of an epoch; the one after it is begun. */
  SequenceBatch batch(int epoch, int k) {
    SequenceBatch batch =
        next != null && place.equals(new Place(epoch, k)) ? awaited() : source.batch(epoch, k);
    Place ahead =
        k + 1 < source.batchesPerEpoch() ? new Place(epoch, k + 1) : new Place(epoch + 1, 0);
    place = ahead;
    next =
        ahead.epoch < epochs && !ONE_THREAD
            ? thread.submit(() -> source.batch(ahead.epoch, ahead.number))
            : null;
    return batch;
  }

  private SequenceBatch awaited() {
    try {
      return next.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Training was interrupted while it waited for a batch.");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException exception) {
        throw exception;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
