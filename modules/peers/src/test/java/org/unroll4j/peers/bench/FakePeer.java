package org.unroll4j.peers.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.unroll4j.peers.work.Answer;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.worker.CaseAnswers;
import org.unroll4j.peers.worker.Peer;
import org.unroll4j.peers.worker.PeerSettings;
import org.unroll4j.peers.worker.PeerTask;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.Names;
import org.unroll4j.validation.peer.NumberType;
import org.unroll4j.validation.peer.Values;

/** A framework that does nothing, or misbehaves as its variant says. */
public final class FakePeer implements Peer {

  private String variant;

  @Override
  public void start(PeerSettings settings) {
    variant = settings.variant();
    System.out.println("a library's chatter");
  }

  @Override
  public Map<String, String> facts() {
    return Map.of("variant", variant);
  }

  @Override
  public Optional<String> refusal(Work work) {
    return variant.equals("refuses") ? Optional.of("it does not do that") : Optional.empty();
  }

  @Override
  public PeerTask prepare(Work work, Problem problem) {
    return new PeerTask() {
      private int runs;

      @Override
      public void run() {
        long end = System.nanoTime() + 1_000_000;
        while (System.nanoTime() < end) {
          Thread.onSpinWait();
        }
        if (variant.equals("crashes") && ++runs > 3) {
          Runtime.getRuntime().halt(3);
        }
        if (variant.equals("throws") && ++runs > 3) {
          throw new IllegalStateException("out of\nluck");
        }
      }

      @Override
      public Answer answer() {
        if (variant.equals("speechless")) {
          throw new IllegalStateException("nothing to say");
        }
        float first = variant.equals("wrong") ? 1.01f : 1;
        return new Answer(Map.of(Answer.OUTPUTS, new float[] {first, 2}));
      }
    };
  }

  /** Doubles its input, in float only. */
  @Override
  public CaseAnswers cases() {
    return new CaseAnswers() {
      @Override
      public Optional<String> refusal(Case asked) {
        return asked.type() == NumberType.DOUBLE ? Optional.of("no doubles") : Optional.empty();
      }

      @Override
      public org.unroll4j.validation.peer.Answer answer(Case asked) {
        if (variant.equals("throws")) {
          throw new IllegalStateException("out of\nluck");
        }
        Values x = asked.data().x();
        double[] twice = Arrays.stream(x.numbers()).map(value -> 2 * value).toArray();
        return new org.unroll4j.validation.peer.Answer.Builder()
            .put(Names.OUTPUTS, Values.of(twice, x.shape()))
            .notOffered(Names.LOSS, "it knows no loss")
            .build();
      }
    };
  }
}
