package org.unroll4j.peers.bench;

import java.util.ArrayList;
import java.util.List;
import org.unroll4j.peers.work.CellKind;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.work.WorkKind;

/** The works that are compared. */
public final class Works {

  private static final Work.Size FIRST = Work.Size.of(32, 128, 64, 256);

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

  private static Work train(String name, Work.Size size) {
    return new Work(name, WorkKind.TRAIN, CellKind.LSTM, size);
  }
}
