package org.unroll4j.peers.worker;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.PlainFiles;

/**
 * The process of one peer. It reads one request a line and answers each with one line that begins
 * with {@link #MARK}; anything else on its output is a library's chatter.
 *
 * <pre>{@code
 * facts              → the peer's facts as JSON
 * load WORK          → loaded | refused REASON           WORK is a work as JSON
 * answer FILE        → written                           results of the loaded work
 * time REPETITIONS   → how often a repetition does the work, then nanoseconds of each repetition
 * allocated REPETITIONS → bytes allocated on the Java heap per repetition
 * profile REPETITIONS → the parts of the work as JSON, an array of PhaseTime
 * resident           → bytes that the process has in main memory
 * peak               → the most of them that there have been
 * refusal FILE       → offered | refused REASON          FILE has a case of the equivalence matrix
 * solve FILE         → written                           its answer, to FILE with .answer at the end
 * quit               → the process ends
 * }</pre>
 *
 * A request that fails is answered with {@code failed REASON}.
 */
public final class Worker {

  /** What a line of an answer begins with. */
  public static final String MARK = "@peer ";

  /** What the name of an answer to a case ends with. */
  public static final String ANSWER = ".answer";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Peer peer;
  private PeerTask task;

  /** A worker for a peer that was started. */
  Worker(Peer peer) {
    this.peer = peer;
  }

  /**
   * Runs a worker until its input ends.
   *
   * @param args the class of the peer, the number of threads, the variant
   */
  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    PrintStream answers =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    Peer peer = peer(args[0]);
    peer.start(new PeerSettings(Integer.parseInt(args[1]), args.length > 2 ? args[2] : ""));
    Worker worker = new Worker(peer);
    try (BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      answers.println(MARK + "ready");
      for (String line = requests.readLine();
          line != null && !line.equals("quit");
          line = requests.readLine()) {
        answers.println(MARK + worker.answer(line));
      }
    }
    System.exit(0);
  }

  private static Peer peer(String className) throws ReflectiveOperationException {
    return Class.forName(className).asSubclass(Peer.class).getDeclaredConstructor().newInstance();
  }

  /** The answer to one request. */
  String answer(String request) {
    int space = request.indexOf(' ');
    String verb = space < 0 ? request : request.substring(0, space);
    String rest = space < 0 ? "" : request.substring(space + 1);
    try {
      return switch (verb) {
        case "facts" -> JSON.writeValueAsString(peer.facts());
        case "load" -> load(JSON.readValue(rest, Work.class));
        case "answer" -> write(Path.of(rest));
        case "time" -> time(Integer.parseInt(rest));
        case "allocated" -> Long.toString(Allocation.perRun(task, Integer.parseInt(rest)));
        case "profile" -> JSON.writeValueAsString(peer.profile(task, Integer.parseInt(rest)));
        case "resident" -> Long.toString(ProcessMemory.resident());
        case "peak" -> Long.toString(ProcessMemory.peak());
        case "refusal" -> refusal(PlainFiles.readCase(Path.of(rest)));
        case "solve" -> solve(rest);
        default -> throw new IllegalArgumentException("unknown request '%s'".formatted(verb));
      };
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      return "failed " + e.toString().replaceAll("\\s+", " ");
    }
  }

  private String load(Work next) {
    if (task != null) {
      task.close();
      task = null;
    }
    Optional<String> refusal = peer.refusal(next);
    if (refusal.isPresent()) {
      return "refused " + refusal.get();
    }
    task = peer.prepare(next, Problem.of(next));
    return "loaded";
  }

  private String refusal(Case asked) {
    return peer.cases().refusal(asked).map(reason -> "refused " + reason).orElse("offered");
  }

  private String solve(String file) throws IOException {
    Case asked = PlainFiles.readCase(Path.of(file));
    PlainFiles.write(peer.cases().answer(asked), Path.of(file + ANSWER));
    return "written";
  }

  private String write(Path file) {
    try {
      task.answer().write(file);
      return "written";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String time(int repetitions) {
    long[] times = new long[repetitions];
    for (int i = 0; i < repetitions; i++) {
      long start = System.nanoTime();
      task.run();
      times[i] = System.nanoTime() - start;
    }
    return task.times()
        + Arrays.stream(times).mapToObj(nanos -> " " + nanos).collect(Collectors.joining());
  }
}
