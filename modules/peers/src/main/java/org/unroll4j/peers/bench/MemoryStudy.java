package org.unroll4j.peers.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll4j.peers.work.CellKind;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.work.WorkKind;

/**
 * Time and peak memory of a training step over a long sequence, with all states kept and with every
 * k-th only. Each way is measured in a process that has done nothing else.
 */
final class MemoryStudy {

  /** Its name on the command line. */
  static final String NAME = "memory";

  private static final Work LONG =
      new Work(NAME, WorkKind.TRAIN, CellKind.LSTM, Work.Size.of(32, 2048, 64, 256));

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int SECONDS = 600;
  private static final int REPETITIONS = 4;

  private final int threads;
  private final Path folder;

  MemoryStudy(int threads, Path folder) {
    this.threads = threads;
    this.folder = folder;
  }

  /** One record per entrant, as plain values. */
  List<Map<String, Object>> run(List<Entrant> ways) throws WorkerException {
    List<Map<String, Object>> records = new ArrayList<>();
    for (Entrant way : ways) {
      records.add(measure(way));
    }
    return records;
  }

  private Map<String, Object> measure(Entrant way) throws WorkerException {
    Path log = folder.resolve(way.id() + ".log");
    try (WorkerProcess worker = WorkerProcess.start(way, threads, log)) {
      worker.ask("load " + JSON.writeValueAsString(LONG), SECONDS);
      double before = Double.parseDouble(worker.ask("resident", SECONDS));
      String[] times = worker.ask("time " + REPETITIONS, SECONDS).split(" ");
      double peak = Double.parseDouble(worker.ask("peak", SECONDS));
      // the first one of all repetitions warms up
      double[] nanos = Arrays.stream(times).skip(2).mapToDouble(Double::parseDouble).toArray();
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("who", way.id());
      values.put("label", way.label());
      values.put("title", LONG.title());
      values.put("peakMiB", (peak - before) / (1 << 20));
      values.put("medianMs", Quartiles.of(nanos).median() / 1e6);
      return values;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
