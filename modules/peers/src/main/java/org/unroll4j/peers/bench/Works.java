package org.unroll4j.peers.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.unroll4j.peers.work.CellKind;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.work.WorkKind;

/** The works that are compared. */
public final class Works {

  private static final Work.Size FIRST = Work.Size.of(32, 128, 64, 256);

  private static final Set<String> SWEEPERS =
      Set.of(Entrant.OURS, "reference", "dl4j", "pytorch", Entrant.FLOOR);
  private static final double MOST_FLOPS_OF_DL4J = 1e9;
  private static final double MOST_FLOPS_OF_REFERENCE = 2e11;

  private Works() {}

  /** Those that the table of the report shows. */
  public static List<Work> table() {
    return List.of(
        new Work("train", WorkKind.TRAIN, CellKind.LSTM, FIRST),
        new Work("train-small", WorkKind.TRAIN, CellKind.LSTM, Work.Size.of(256, 24, 8, 64)),
        new Work("forward", WorkKind.FORWARD, CellKind.LSTM, FIRST),
        new Work("network", WorkKind.NETWORK, CellKind.LSTM, FIRST),
        new Work("gru", WorkKind.TRAIN, CellKind.GRU, FIRST),
        new Work("rnn", WorkKind.TRAIN, CellKind.RNN, FIRST),
        new Work("stream", WorkKind.STREAM, CellKind.LSTM, Work.Size.of(1, 1, 64, 256)),
        new Work("ragged", WorkKind.TRAIN, CellKind.LSTM, new Work.Size(32, 128, 64, 256, true)));
  }

  /** Training steps over T, N and H, one of them at a time. */
  public static List<Work> sweeps() {
    List<Work> works = new ArrayList<>();
    for (int steps : new int[] {1, 8, 32, 128, 512, 2048}) {
      works.add(train("T" + steps, Work.Size.of(32, steps, 64, 256)));
    }
    for (int batch : new int[] {1, 4, 16, 64, 256, 1024}) {
      works.add(train("N" + batch, Work.Size.of(batch, 128, 64, 256)));
    }
    for (int hidden : new int[] {8, 32, 64, 128, 512, 1024}) {
      works.add(train("H" + hidden, Work.Size.of(32, 128, 64, hidden)));
    }
    return works;
  }

  /**
   * Who takes part: Deeplearning4j only in the small works of the sweeps, for it takes too long;
   * the reference engine not in the largest, where what it leaves to the collector fills the
   * memory.
   */
  static List<Entrant> suitable(Work work, List<Entrant> entrants) {
    if (table().contains(work)) {
      return entrants;
    }
    return entrants.stream()
        .filter(one -> SWEEPERS.contains(one.id()))
        .filter(one -> !one.id().equals("dl4j") || work.flops() < MOST_FLOPS_OF_DL4J)
        .filter(one -> !one.id().equals("reference") || work.flops() < MOST_FLOPS_OF_REFERENCE)
        .toList();
  }

  private static Work train(String name, Work.Size size) {
    return new Work(name, WorkKind.TRAIN, CellKind.LSTM, size);
  }
}
