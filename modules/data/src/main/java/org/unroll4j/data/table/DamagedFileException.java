package org.unroll4j.data.table;

import java.io.IOException;

/** A part of a file contradicts another one; the message is a clause: "it ends too early". */
final class DamagedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedFileException(String reason) {
    super(reason);
  }
}
