package org.unroll4j.peers.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.worker.PhaseTime;

/**
 * Where the time of our engine goes: how long its threads are in each part of a work, and how near
 * each product comes to the arithmetic floor of the same minutes.
 */
final class ProfileStudy {

  /** Its name on the command line. */
  static final String NAME = "profile";

  private static final List<String> WORKS = List.of("train", "train-small", "forward", "gru");
  private static final String REST = "the rest: copies, ND4J, waiting for the other thread";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int SECONDS = 300;
  private static final int ROUNDS = 9;
  private static final int REPETITIONS = 25;
  private static final int WARM_UP = 300;

  private final int threads;
  private final Path folder;

  ProfileStudy(int threads, Path folder) {
    this.threads = threads;
    this.folder = folder;
  }

  /** One record per work and part, as plain values. */
  List<Map<String, Object>> run(Entrant profiled, Entrant floor) throws WorkerException {
    try (WorkerProcess ours =
            WorkerProcess.start(profiled, threads, folder.resolve(profiled.id() + ".log"));
        WorkerProcess multiplying =
            WorkerProcess.start(floor, threads, folder.resolve(floor.id() + ".log"))) {
      List<Map<String, Object>> records = new ArrayList<>();
      for (Work work : Works.table()) {
        if (WORKS.contains(work.name())) {
          records.addAll(measure(work, ours, multiplying));
        }
      }
      return records;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Map<String, Object>> measure(Work work, WorkerProcess ours, WorkerProcess floor)
      throws WorkerException, JsonProcessingException {
    for (WorkerProcess worker : List.of(ours, floor)) {
      worker.ask("load " + JSON.writeValueAsString(work), SECONDS);
    }
    ours.ask("time " + WARM_UP, SECONDS);
    double[] floorMillis = new double[ROUNDS];
    double[] wallMillis = new double[ROUNDS];
    List<PhaseTime[]> rounds = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      floorMillis[round] = median(floor.ask("time 3", SECONDS));
      wallMillis[round] = median(ours.ask("time " + REPETITIONS, SECONDS));
      String phases = ours.ask("profile " + REPETITIONS, SECONDS);
      rounds.add(JSON.readValue(phases, PhaseTime[].class));
    }
    double flopsPerMilli = work.flops() / Quartiles.of(floorMillis).median() / threads;
    return records(work, phases(rounds), Quartiles.of(wallMillis).median(), flopsPerMilli);
  }

  /** Milliseconds of one time that the work is done. */
  private static double median(String answer) {
    double[] values = Arrays.stream(answer.split(" ")).mapToDouble(Double::parseDouble).toArray();
    return Quartiles.of(Arrays.copyOfRange(values, 1, values.length)).median() / values[0] / 1e6;
  }

  /** Each phase with the median of its times, the longest first. */
  private static List<PhaseTime> phases(List<PhaseTime[]> rounds) {
    Map<String, List<PhaseTime>> byName = new LinkedHashMap<>();
    for (PhaseTime[] round : rounds) {
      for (PhaseTime one : round) {
        byName.computeIfAbsent(one.phase(), name -> new ArrayList<>()).add(one);
      }
    }
    return byName.values().stream()
        .map(
            all -> {
              double[] millis = all.stream().mapToDouble(PhaseTime::threadMillis).toArray();
              PhaseTime first = all.get(0);
              double median = Quartiles.of(millis).median();
              return new PhaseTime(first.phase(), first.calls(), median, first.flops());
            })
        .sorted(Comparator.comparingDouble(PhaseTime::threadMillis).reversed())
        .toList();
  }

  private List<Map<String, Object>> records(
      Work work, List<PhaseTime> phases, double wallMillis, double flopsPerMilli) {
    double available = threads * wallMillis;
    double inPhases = phases.stream().mapToDouble(PhaseTime::threadMillis).sum();
    List<PhaseTime> all = new ArrayList<>(phases);
    all.add(new PhaseTime(REST, 1, Math.max(0, available - inPhases), 0));
    List<Map<String, Object>> records = new ArrayList<>();
    for (PhaseTime one : all) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("work", work.name());
      values.put("title", work.title());
      values.put("phase", one.phase());
      values.put("calls", one.calls());
      values.put("threadMs", one.threadMillis());
      values.put("share", one.threadMillis() / available);
      if (one.flops() > 0) {
        values.put("shareOfFloor", one.flops() / one.threadMillis() / flopsPerMilli);
      }
      records.add(values);
    }
    return records;
  }
}
