package org.unroll4j.peers.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.unroll4j.peers.worker.Worker;

/** A worker as the coordinator sees it: a process that answers a line with a line. */
public final class WorkerProcess implements AutoCloseable {

  private static final String ENDED = "";
  private static final int START_SECONDS = 120;

  private final Process process;
  private final BufferedWriter requests;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final Path log;

  private WorkerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.requests =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    Thread reader = new Thread(this::read, "reader");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a worker and waits until it is ready.
   *
   * @param log receives what its libraries say
   * @throws WorkerException if it does not become ready
   */
  public static WorkerProcess start(Entrant entrant, int threads, Path log) throws WorkerException {
    Entrant.Launch java = entrant.java();
    List<String> command = new ArrayList<>();
    command.add(java.executable().toString());
    command.addAll(java.options());
    command.add(Worker.class.getName());
    command.addAll(List.of(entrant.peer(), Integer.toString(threads), entrant.variant()));
    ProcessBuilder builder = new ProcessBuilder(command);
    // not as an argument: ONNX Runtime 1.29 crashes in a process whose command line is long
    builder.environment().put("CLASSPATH", java.classPath());
    builder.redirectError(ProcessBuilder.Redirect.appendTo(new File(log.toString())));
    java.environment()
        .forEach(
            (name, value) -> {
              if (value.isEmpty()) {
                builder.environment().remove(name);
              } else {
                builder.environment().put(name, value);
              }
            });
    try {
      WorkerProcess worker = new WorkerProcess(builder.start(), log);
      worker.await(START_SECONDS);
      return worker;
    } catch (IOException e) {
      throw new WorkerException("could not be started: " + e.getMessage());
    }
  }

  /**
   * Asks and waits for the answer.
   *
   * @throws WorkerException if the worker fails, ends or does not answer in time
   */
  public String ask(String request, int seconds) throws WorkerException {
    try {
      requests.write(request);
      requests.newLine();
      requests.flush();
    } catch (IOException e) {
      throw new WorkerException(
          "its process has ended; its last words are in " + log.getFileName());
    }
    String answer = await(seconds);
    if (answer.startsWith("failed ")) {
      throw new WorkerException(answer.substring("failed ".length()));
    }
    return answer;
  }

  private String await(int seconds) throws WorkerException {
    try {
      String answer = answers.poll(seconds, TimeUnit.SECONDS);
      if (answer == null) {
        process.destroyForcibly();
        throw new WorkerException("no answer within %d seconds".formatted(seconds));
      }
      if (answer.equals(ENDED)) {
        throw new WorkerException(
            "its process has ended; its last words are in " + log.getFileName());
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new WorkerException("interrupted");
    }
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith(Worker.MARK)) {
          answers.add(line.substring(Worker.MARK.length()));
        }
      }
    } catch (IOException e) {
      // the process has gone, which the line below says
    }
    answers.add(ENDED);
  }

  /** Seconds of processor time that the process has used, on all its threads. */
  double cpuSeconds() {
    return process.info().totalCpuDuration().map(time -> time.toMillis() / 1e3).orElse(0.0);
  }

  /** Ends the process. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
