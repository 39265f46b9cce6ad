package org.unroll4j.peers.pytorch;

import java.nio.file.Path;
import org.unroll4j.peers.worker.PeerSettings;

/** PyTorch can be started once in a process only. */
public final class StartedPyTorch {

  /** Started, with one thread. */
  public static final PyTorchPeer PEER = start();

  private StartedPyTorch() {}

  private static PyTorchPeer start() {
    PyTorchPeer peer = new PyTorchPeer();
    peer.start(new PeerSettings(1, Path.of("target/libtorch").toAbsolutePath().toString()));
    return peer;
  }
}
