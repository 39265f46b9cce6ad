package org.unroll4j.validation.register.program;

/** A small program that shows one divergence. It depends on nothing but its own text. */
@FunctionalInterface
public interface Program {

  /** Computes the same quantity three times: as the peer does, as we do, and as it is defined. */
  Numbers run() throws Exception;
}
