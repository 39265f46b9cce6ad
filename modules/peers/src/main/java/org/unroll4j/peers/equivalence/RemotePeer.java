package org.unroll4j.peers.equivalence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.unroll4j.peers.bench.Entrant;
import org.unroll4j.peers.bench.WorkerException;
import org.unroll4j.peers.bench.WorkerProcess;
import org.unroll4j.peers.worker.Worker;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.Peer;
import org.unroll4j.validation.peer.PlainFiles;

/** A peer in a process of its own, which gets cases as files and answers with files. */
final class RemotePeer implements Peer, AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int SECONDS = 120;
  private static final String REFUSED = "refused ";

  private final Entrant entrant;
  private final WorkerProcess worker;
  private final Map<String, String> facts;
  private final Path file;

  private RemotePeer(Entrant entrant, WorkerProcess worker, Map<String, String> facts, Path file) {
    this.entrant = entrant;
    this.worker = worker;
    this.facts = facts;
    this.file = file;
  }

  /**
   * Starts the process.
   *
   * @param log receives what its libraries say
   * @throws WorkerException if the framework cannot be had on this machine
   */
  static RemotePeer start(Entrant entrant, int threads, Path log) throws WorkerException {
    WorkerProcess worker = WorkerProcess.start(entrant, threads, log);
    try {
      Path file = Files.createTempFile("unroll4j-case", ".bin");
      return new RemotePeer(entrant, worker, facts(entrant, worker), file);
    } catch (IOException e) {
      worker.close();
      throw new WorkerException("no file for its cases: " + e.getMessage());
    } catch (WorkerException e) {
      worker.close();
      throw e;
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> facts(Entrant entrant, WorkerProcess worker)
      throws WorkerException {
    try {
      Map<String, String> said = JSON.readValue(worker.ask("facts", SECONDS), LinkedHashMap.class);
      Map<String, String> facts = new LinkedHashMap<>();
      facts.put("label", entrant.label() + " " + said.getOrDefault(entrant.id(), "?"));
      facts.putAll(said);
      return facts;
    } catch (JsonProcessingException e) {
      throw new WorkerException("said something else than its facts: " + e.getOriginalMessage());
    }
  }

  @Override
  public String id() {
    return entrant.id();
  }

  @Override
  public Map<String, String> facts() {
    return facts;
  }

  @Override
  public Optional<String> refusal(Case asked) {
    String said = ask("refusal ", asked);
    return said.startsWith(REFUSED)
        ? Optional.of(said.substring(REFUSED.length()))
        : Optional.empty();
  }

  @Override
  public Answer answer(Case asked) {
    ask("solve ", asked);
    Path answer = Path.of(file + Worker.ANSWER);
    try {
      Answer given = PlainFiles.readAnswer(answer);
      Files.delete(answer);
      return given;
    } catch (IOException e) {
      throw failure(asked, e.getMessage());
    }
  }

  private String ask(String verb, Case asked) {
    try {
      PlainFiles.write(asked, file);
      return worker.ask(verb + file, SECONDS);
    } catch (IOException | WorkerException e) {
      throw failure(asked, e.getMessage());
    }
  }

  private IllegalStateException failure(Case asked, String reason) {
    return new IllegalStateException(
        "%s failed at '%s, %s, %s': %s"
            .formatted(
                facts.get("label"),
                asked.structure().cell().label(),
                asked.option(),
                asked.type(),
                reason));
  }

  /** Ends the process. */
  @Override
  public void close() {
    worker.close();
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // a small file in the folder for temporary ones stays behind
    }
  }
}
