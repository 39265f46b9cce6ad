package org.unroll4j.peers.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.unroll4j.peers.work.Answer;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.work.WorkKind;
import org.unroll4j.peers.worker.PeerTask;

/** Whole sequences, or a stream whose states are fed back as they come out, without a copy. */
final class InferenceTask implements PeerTask {

  private static final int TRIALS = 20;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final OnnxTensor x;
  private final OnnxTensor zero;
  private final int events;

  InferenceTask(Work work, Problem problem, int threads) {
    Work.Size size = work.size();
    events = work.kind() == WorkKind.STREAM ? Work.STREAM_EVENTS : 1;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      session = environment.createSession(LstmModel.of(work, problem.weights()), options);
      x = tensor(problem.x(), size.steps(), size.batch(), size.inputs());
      zero = tensor(new float[size.batch() * size.hidden()], 1, size.batch(), size.hidden());
    } catch (OrtException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private OnnxTensor tensor(float[] values, long... shape) throws OrtException {
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(Float.BYTES * values.length)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer()
            .put(values)
            .rewind();
    return OnnxTensor.createTensor(environment, buffer, shape);
  }

  @Override
  public int times() {
    return events;
  }

  /** The shortest of some trials. */
  long leastNanos() {
    run();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < TRIALS; i++) {
      long start = System.nanoTime();
      run();
      least = Math.min(least, System.nanoTime() - start);
    }
    return least;
  }

  @Override
  public void run() {
    feed().close();
  }

  private OrtSession.Result feed() {
    try {
      OrtSession.Result last = null;
      for (int i = 0; i < events; i++) {
        OrtSession.Result next =
            session.run(
                Map.of(
                    "X", x,
                    "initial_h", last == null ? zero : (OnnxTensor) last.get(1),
                    "initial_c", last == null ? zero : (OnnxTensor) last.get(2)));
        if (last != null) {
          last.close();
        }
        last = next;
      }
      return last;
    } catch (OrtException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  @Override
  public Answer answer() {
    try (OrtSession.Result result = feed()) {
      Map<String, float[]> arrays = new LinkedHashMap<>();
      if (events == 1) {
        arrays.put(Answer.OUTPUTS, floats(result, 0));
        arrays.put(Answer.CELL, floats(result, 2));
      }
      arrays.put(Answer.HIDDEN, floats(result, 1));
      return new Answer(arrays);
    }
  }

  private static float[] floats(OrtSession.Result result, int index) {
    FloatBuffer buffer = ((OnnxTensor) result.get(index)).getFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  @Override
  public void close() {
    x.close();
    zero.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
