package org.unroll4j.peers.adapter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.cell.GruCell;
import org.unroll4j.core.cell.LstmCell;
import org.unroll4j.core.cell.RnnCell;
import org.unroll4j.core.engine.Direction;
import org.unroll4j.core.engine.Engine;
import org.unroll4j.core.engine.Engines;
import org.unroll4j.core.engine.Layer;
import org.unroll4j.core.engine.RecomputingEngine;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.work.WorkKind;
import org.unroll4j.peers.worker.Peer;
import org.unroll4j.peers.worker.PeerSettings;
import org.unroll4j.peers.worker.PeerTask;
import org.unroll4j.peers.worker.PhaseTime;
import org.unroll4j.vector.EngineProfile;
import org.unroll4j.vector.VectorEngine;

/**
 * Unroll4J itself. The variant is an engine's name, with {@code /k} if only every k-th state is to
 * be kept, {@code profile}, or {@code truth}: the reference engine in double precision, with which
 * all others are compared.
 */
public final class UnrollPeer implements Peer {

  /** The variant whose results are taken as right. */
  public static final String TRUTH = "truth";

  /** The variant that knows where its time goes: the vector engine with clocks in it. */
  public static final String PROFILE = "profile";

  /** After an engine's name and before k: only every k-th state is kept. */
  public static final String EVERY = "/";

  /** What is right is computed in pieces of so many steps: in double, all states are too many. */
  private static final int TRUTH_STEPS = 12;

  /** From so many elements of a state on, pieces are shorter and garbage is collected between. */
  private static final int LARGE_STATE = 100_000;

  private static final int TRUTH_STEPS_OF_LARGE = 4;

  private final EngineProfile profile = new EngineProfile();
  private PeerSettings settings;
  private DataType type;
  private String engine;
  private int everySteps;

  @Override
  public void start(PeerSettings settings) {
    this.settings = settings;
    boolean truth = settings.variant().equals(TRUTH);
    this.type = truth ? DataType.DOUBLE : DataType.FLOAT;
    String[] parts = settings.variant().split(EVERY);
    this.engine = truth ? "reference" : parts[0].equals(PROFILE) ? VectorEngine.NAME : parts[0];
    this.everySteps = parts.length > 1 ? Integer.parseInt(parts[1]) : truth ? TRUTH_STEPS : 0;
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>(Nd4jFacts.read());
    facts.put("engine", Engines.choose(engine, new LstmCell(), type).name());
    facts.put("threads", Integer.toString(settings.threads()));
    return facts;
  }

  @Override
  public Optional<String> refusal(Work work) {
    return Optional.empty();
  }

  @Override
  public PeerTask prepare(Work work, Problem problem) {
    if (work.kind() == WorkKind.NETWORK) {
      return new NetworkTask(work, problem, Dl4jModels.ours(work, engine), type);
    }
    Work.Size size = work.size();
    Problem.Weights weights = problem.weights();
    return switch (work.cell()) {
      case LSTM ->
          layer(
              work,
              problem,
              new Layer<>(new LstmCell(), NdArrays.lstm(size, weights, type), Direction.FORWARD));
      case GRU ->
          layer(
              work,
              problem,
              new Layer<>(new GruCell(), NdArrays.gru(size, weights, type), Direction.FORWARD));
      case RNN ->
          layer(
              work,
              problem,
              new Layer<>(new RnnCell(), NdArrays.rnn(size, weights, type), Direction.FORWARD));
    };
  }

  private <P extends CellParameters<P>, S extends CellState<S>> PeerTask layer(
      Work work, Problem problem, Layer<P, S> layer) {
    UnrollLayer<P, S> unit =
        new UnrollLayer<>(
            chosen(Engines.choose(engine, layer.cell(), type), work), layer, work, problem);
    return switch (work.kind()) {
      case TRAIN -> unit.training();
      case FORWARD -> unit.forward();
      case STREAM -> unit.stream();
      case NETWORK -> throw new IllegalArgumentException("not a layer: " + work.title());
    };
  }

  @Override
  public List<PhaseTime> profile(PeerTask task, int repetitions) {
    if (!settings.variant().equals(PROFILE)) {
      return Peer.super.profile(task, repetitions);
    }
    profile.reset();
    for (int i = 0; i < repetitions; i++) {
      task.run();
    }
    double times = (double) repetitions * task.times();
    return profile.phases().stream()
        .map(
            phase ->
                new PhaseTime(
                    phase.name(),
                    phase.calls() / times,
                    phase.nanos() / times / 1e6,
                    phase.flops() / times))
        .toList();
  }

  private Engine chosen(Engine whole, Work work) {
    if (settings.variant().equals(PROFILE)) {
      return profile.engine();
    }
    boolean truth = settings.variant().equals(TRUTH);
    if (truth && work.size().batch() * work.size().hidden() > LARGE_STATE) {
      return new RecomputingEngine(new CollectingEngine(whole), TRUTH_STEPS_OF_LARGE);
    }
    return everySteps == 0 ? whole : new RecomputingEngine(whole, everySteps);
  }
}
