package org.unroll4j.peers.worker;

/**
 * How a peer shall work.
 *
 * @param threads number of threads that it may compute with
 * @param variant which of several ways it shall take, an engine's name for example; may be empty
 */
public record PeerSettings(int threads, String variant) {}
