package org.unroll4j.validation.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.unroll4j.core.engine.Engine;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.NumberType;
import org.unroll4j.validation.peer.Peer;

/** An engine of the toolkit. */
public final class EnginePeer implements Peer {

  private final Engine engine;

  /** A peer that computes with an engine. */
  public EnginePeer(Engine engine) {
    this.engine = engine;
  }

  /** An engine that computes in double whatever the case's type is, to judge the others. */
  public static Peer inDouble(Engine engine) {
    return new InDouble(new EnginePeer(engine));
  }

  @Override
  public String id() {
    return engine.name();
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("label", "Engine " + engine.name());
    return facts;
  }

  @Override
  public Optional<String> refusal(Case asked) {
    return engine.refusal(Cells.of(asked.structure()), NdValues.type(asked.type()));
  }

  @Override
  public Answer answer(Case asked) {
    return StackAnswer.of(engine, asked);
  }

  private record InDouble(EnginePeer peer) implements Peer {

    @Override
    public String id() {
      return peer.id() + "-double";
    }

    @Override
    public Map<String, String> facts() {
      Map<String, String> facts = new LinkedHashMap<>();
      facts.put("label", "Engine " + peer.id() + " in double");
      return facts;
    }

    @Override
    public Optional<String> refusal(Case asked) {
      return asked.type() == NumberType.DOUBLE
          ? Optional.of("judges what is computed in float")
          : peer.refusal(asked.in(NumberType.DOUBLE));
    }

    @Override
    public Answer answer(Case asked) {
      return peer.answer(asked.in(NumberType.DOUBLE));
    }
  }
}
