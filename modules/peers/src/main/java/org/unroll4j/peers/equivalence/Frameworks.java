package org.unroll4j.peers.equivalence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll4j.peers.bench.Entrant;
import org.unroll4j.peers.bench.Entrants;
import org.unroll4j.peers.bench.WorkerException;
import org.unroll4j.validation.peer.Peer;

/** PyTorch and ONNX Runtime as peers, as far as they can be had. */
final class Frameworks implements AutoCloseable {

  private final List<RemotePeer> running = new ArrayList<>();
  private final Map<String, String> absent = new LinkedHashMap<>();

  /**
   * Starts frameworks.
   *
   * @param wanted their names; others are left out
   * @param home the toolkit's folder; {@code target/peers} in it receives what libraries say
   */
  static Frameworks start(List<String> wanted, Path home) throws IOException {
    Path logs = Files.createDirectories(home.resolve("target/peers"));
    Frameworks frameworks = new Frameworks();
    Map<String, Entrant> known = new LinkedHashMap<>();
    new Entrants(1, Entrants.Surroundings.here(home))
        .frameworks()
        .forEach(entrant -> known.put(entrant.id(), entrant));
    for (String id : wanted) {
      try {
        if (!known.containsKey(id)) {
          throw new WorkerException("its libraries are not there");
        }
        frameworks.running.add(
            RemotePeer.start(known.get(id), 1, logs.resolve(id + ".equivalence.log")));
      } catch (WorkerException e) {
        frameworks.absent.put(id, e.getMessage());
      }
    }
    return frameworks;
  }

  /** Those that run. */
  List<Peer> peers() {
    return List.copyOf(running);
  }

  /** Why the others do not, by name. */
  Map<String, String> absent() {
    return absent;
  }

  /** Ends the processes. */
  @Override
  public void close() {
    running.forEach(RemotePeer::close);
  }
}
